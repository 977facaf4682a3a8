import { readdirSync } from 'node:fs';

/** The subgraphs' files of a graph's folder, in order. */
export function subgraphFiles(folder) {
  return readdirSync(folder).filter((file) => file.endsWith('.graphql') && !file.startsWith('supergraph')).sort();
}

/** The names of the graphs, in order. */
export function graphFolders(root) {
  return readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory()).map((each) => each.name).sort();
}
