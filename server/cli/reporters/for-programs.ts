export { checkstyleReporter } from './checkstyle';
export { githubReporter } from './github';
export { gitlabReporter } from './gitlab';
export { junitReporter } from './junit';
export { rdjsonReporter } from './rdjson';
export { sarifReporter } from './sarif';
