// Where the editor finds its workers: files of our own origin, named by the build.
const base = document.getElementById('graphiql').dataset.assets;

self.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`${base}/${WORKERS[label] ?? WORKERS.editor}`),
};
