/*
 * The packages that `composer create-project workerman/webman` and `composer require webman/console` ask for, from folders
 * of this machine: Composer runs as it is, and asks no registry. They are those of an installed Webman project that
 * WEBMAN_PROJECT_DIR names, or the stand-ins of tests/webman-plugin.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('../webman-plugin', import.meta.url));
export const realProject = process.env.WEBMAN_PROJECT_DIR ? resolve(process.env.WEBMAN_PROJECT_DIR) : undefined;

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
/** Of a name, a version and requirements alone. */
export const named = (name, version, requires = {}) => ({
  type: 'package', package: { name, version, type: 'metapackage', ...(Object.keys(requires).length ? { require: requires } : {}) },
});
const scripts = Object.fromEntries(['post-package-install', 'post-package-update', 'pre-package-uninstall'].map((event) =>
  [event, [`support\\Plugin::${event.endsWith('uninstall') ? 'uninstall' : 'install'}`]]));

/** Of a folder; Composer copies it. */
const fromFolder = (url, name, version) => ({ type: 'path', url, options: { symlink: false, versions: { [name]: version } } });

/** What of an installed project has come with `composer create-project`: all but what Composer has added. */
function skeleton(folder) {
  const left = (path) => !/^\/(vendor|composer\.lock|webman|config\/plugin|runtime\/.+|\.git)(\/|$)/.test(path.slice(realProject.length));
  cpSync(realProject, folder, { recursive: true, filter: left });
  const { repositories, ...project } = json(`${folder}/composer.json`);
  project.require = Object.fromEntries(Object.entries(project.require).filter(([name]) => !/^(webman\/console|netsvr\/)/.test(name)));
  writeFileSync(`${folder}/composer.json`, JSON.stringify(project));
}

function realRepositories(folder) {
  skeleton(folder);
  const installed = json(`${realProject}/vendor/composer/installed.json`);
  return installed.packages.filter(({ name }) => !name.startsWith('netsvr/')).map((one) =>
    fromFolder(resolve(realProject, 'vendor/composer', one['install-path']), one.name, one.version));
}

function standIns(folder) {
  cpSync(`${plugin}/project`, folder, { recursive: true });
  mkdirSync(`${folder}/runtime`);
  writeFileSync(`${folder}/runtime/.gitignore`, '*\n');
  writeFileSync(`${folder}/autoload.php`, `<?php\nrequire_once '${plugin}/autoload.php';\n`);
  writeFileSync(`${folder}/composer.json`, JSON.stringify({
    name: 'workerman/webman', type: 'project', scripts, require: { php: '>=8.2', 'workerman/webman-framework': '^2.1' },
    autoload: { 'psr-4': { 'support\\': `${plugin}/stand-in/support/` }, files: ['autoload.php'] },
    'minimum-stability': 'dev', 'prefer-stable': true,
  }));
  return [
    named('workerman/webman-framework', '2.2.1', { 'psr/container': '*', 'psr/log': '*' }), named('webman/console', '2.2.0'),
    named('psr/container', '2.0.2'), named('psr/log', '3.0.2'),
  ];
}

/** Writes Composer's own configuration into a folder, which COMPOSER_HOME is to name. `more`: further packages */
export function composerHome(folder, more = []) {
  const webman = `${folder}/webman`;
  mkdirSync(webman, { recursive: true });
  const packages = realProject ? realRepositories(webman) : standIns(webman);
  const version = realProject ? '2.999.0' : '2.2.3';
  writeFileSync(`${folder}/config.json`, JSON.stringify({
    repositories: [fromFolder(webman, 'workerman/webman', version), ...packages, ...more, { packagist: false }],
    config: { 'cache-dir': `${folder}/cache`, 'allow-plugins': false },
  }));
}

/** What the programs of the project are told; the stand-ins take their settings from there. */
export const environment = realProject ? {} : {
  TEST_HOST: 'Workerman 5', TEST_WEBMAN: '', WORKERMAN5_DIR: '', TEST_PUSHES: 'nothing', TEST_LISTEN: 'http://127.0.0.1:8787',
};
export const title = realProject ? `the project ${basename(realProject)}` : 'stand-ins of Webman';
