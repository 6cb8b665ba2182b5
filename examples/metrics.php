<?php
/*
 * Serves the figures of a php-fpm pool to Prometheus, or to any other system that reads OpenMetrics. Whichever child
 * answers, it tells what all children of the same master and user have counted, those that have ended among them.
 *
 * It needs nothing but the extension: no gateway, no Composer. Give it a location that only the monitoring reaches:
 *
 *     location = /metrics {
 *         allow 10.0.0.0/8;
 *         deny all;
 *         fastcgi_pass unix:/run/php/php-fpm.sock;
 *         include fastcgi_params;
 *         fastcgi_param SCRIPT_FILENAME /srv/app/examples/metrics.php;
 *     }
 *
 * Programs that have another master, such as Workerman or a queue's workers, have figures of their own: one of their
 * processes writes the same text where its own HTTP server, or the text file collector of node_exporter, finds it.
 */
declare(strict_types=1);

use NetsvrBusiness\Stats;

if (!class_exists(Stats::class)) {
    http_response_code(503);
    exit("the extension netsvr is not loaded\n");
}
header('Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8');
header('Cache-Control: no-store');
echo Stats::openMetrics();
