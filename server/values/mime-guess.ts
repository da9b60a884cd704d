/** File name extensions whose MIME type is beyond doubt, of the kinds of content that interactions have. */
const MIME_BY_EXTENSION: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['rtf', 'text/rtf'],
  ['xml', 'application/xml'],
  ['xhtml', 'application/xhtml+xml'],
  ['json', 'application/json'],
  ['wav', 'audio/wav'],
  ['mp3', 'audio/mpeg'],
  ['ogg', 'audio/ogg'],
  ['m4a', 'audio/mp4'],
  ['mp4', 'video/mp4'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['pdf', 'application/pdf'],
  ['zip', 'application/zip'],
  ['eml', 'message/rfc822'],
]);

/** The MIME type that the file name at the end of a URL's path tells, or undefined. */
export function mimeTypeOfUrl(url: string): string | undefined {
  const path = url.replace(/^[A-Za-z]+:\/\/[^/]*/, '').replace(/[?#].*$/s, '');
  const extension = /\/[^/]*\.([A-Za-z0-9]+)$/.exec(path)?.[1];
  return extension === undefined ? undefined : MIME_BY_EXTENSION.get(extension.toLowerCase());
}
