/*
 * What reads settings, project files and the start of a file: a bundle of its own, since nearly all JSON files that
 * somebody opens need none of it.
 */
import './words';

export { detectRecords } from '../server/config/detect';
export { readProjectFile } from '../server/config/project-file';
export { readSettings } from '../server/config/settings';
export { addGlob, projectFileWith, setSeverity } from '../server/features/project-file-edits';
export { writeEntry } from './finding-entries';
