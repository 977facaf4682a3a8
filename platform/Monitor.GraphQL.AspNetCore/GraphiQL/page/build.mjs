// Bundles the query page into the folder given: one script, its workers, one style sheet, fonts, and index.html that
// names them. Every name but index.html holds a hash of the content, so that browsers may keep the files for good.
import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];
if (!target) {
  console.error('Usage: node build.mjs FOLDER');
  process.exit(2);
}

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  write: false,
  outdir: '/out',
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.ttf': 'file', '.woff2': 'file', '.woff': 'file', '.svg': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'warning',
};

const workers = await bundle({
  entryPoints: {
    editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
    json: 'monaco-editor/esm/vs/language/json/json.worker.js',
    graphql: 'monaco-graphql/esm/graphql.worker.js',
  },
});
const page = await bundle({
  entryPoints: { page: 'source/page.jsx' },
  jsx: 'automatic',
  define: {
    ...shared.define,
    WORKERS: JSON.stringify({
      editor: nameOf(workers, 'editor-'),
      json: nameOf(workers, 'json-'),
      graphql: nameOf(workers, 'graphql-'),
    }),
  },
});

const template = await readFile(join(here, 'source', 'index.html'), 'utf8');
const files = new Map([
  ...workers,
  ...page,
  ['index.html', Buffer.from(template
    .replace('{{script}}', nameOf(page, 'page-', '.js'))
    .replace('{{style}}', nameOf(page, 'page-', '.css')))],
]);
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const pack = promisify(gzip);
await Promise.all([...files].map(async ([name, content]) =>
  writeFile(join(target, `${name}.gz`), await pack(content, { level: constants.Z_BEST_COMPRESSION }))));

/** The files that a bundle consists of, by name. */
async function bundle(options) {
  const result = await build({ ...shared, ...options });
  return new Map(result.outputFiles.map(file => [relative('/out', file.path), Buffer.from(file.contents)]));
}

function nameOf(bundled, start, end = '.js') {
  return [...bundled.keys()].find(name => name.startsWith(start) && name.endsWith(end));
}
