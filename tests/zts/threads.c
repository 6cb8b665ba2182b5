/*
 * Runs a PHP script in several threads of one process at the same time, several requests in each:
 *
 *     threads PHP.INI SCRIPT THREADS REQUESTS
 *
 * The script has $thread and $request. Needs an embeddable PHP with thread safety. Exit status 0: all requests came to
 * their end.
 */
#include <pthread.h>
#include <sapi/embed/php_embed.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef ZTS
#error "this PHP has no thread safety"
#endif

static const char *script;
static int requests;
static atomic_int unfinished;
static pthread_barrier_t together;

static void *call(void *number)
{
    int thread = (int)(intptr_t)number;
    char code[4096];

    (void)ts_resource(0);
    pthread_barrier_wait(&together);
    for (int request = 0; request < requests; request++) {
        int ended = 0;
        if (php_request_startup() == FAILURE) {
            atomic_fetch_add(&unfinished, 1);
            break;
        }
        SG(headers_sent) = 1;
        SG(request_info).no_headers = 1;
        snprintf(code, sizeof code, "$thread = %d; $request = %d; require '%s';", thread, request, script);
        zend_first_try
        {
            ended = zend_eval_string_ex(code, NULL, "threads", 1) == SUCCESS;
        }
        zend_end_try();
        php_request_shutdown(NULL);
        if (!ended) {
            atomic_fetch_add(&unfinished, 1);
        }
    }
    ts_free_thread();
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "threads PHP.INI SCRIPT THREADS REQUESTS\n");
        return 2;
    }
    php_embed_module.php_ini_path_override = argv[1];
    script = argv[2];
    int count = atoi(argv[3]);
    requests = atoi(argv[4]);
    pthread_t *threads = calloc((size_t)count, sizeof *threads);
    if (count <= 0 || threads == NULL || php_embed_init(1, argv) == FAILURE) {
        return 2;
    }
    pthread_barrier_init(&together, NULL, (unsigned)count);
    for (int i = 0; i < count; i++) {
        if (pthread_create(&threads[i], NULL, call, (void *)(intptr_t)i) != 0) {
            return 2;
        }
    }
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
    php_embed_shutdown();
    free(threads);
    return unfinished == 0 ? 0 : 1;
}
