// Reads project files where there is Node: a bundle of its own, which who meets such a file loads.
export { readFileWithin } from '../server/hosts/node/read-file';
