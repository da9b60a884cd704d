/*
 * What the messages of a client are made of, as far as the server reads them. The protocol states it, but a client may
 * send anything: each message is compared with this before anything else sees it.
 */

/**
 * A part of a message: what stands there. `optional` ones may be left out, or be null, which many clients send; of
 * `orAbsent` ones null could mean something else.
 */
export type Shape =
  | 'anything'
  | 'object'
  | 'text'
  | 'whole number'
  | 'number'
  | 'flag'
  | 'id'
  | { readonly listOf: Shape }
  | { readonly optional: Shape }
  | { readonly orAbsent: Shape }
  | { readonly parts: Readonly<Record<string, Shape>> };

export const position: Shape = { parts: { line: 'whole number', character: 'whole number' } };
export const range: Shape = { parts: { start: position, end: position } };
export const textDocument: Shape = { parts: { uri: 'text' } };
export const aboutFile: Shape = { parts: { textDocument } };
export const atPosition: Shape = { parts: { textDocument, position } };
export const options: Shape = { optional: 'object' };

/** The parameters of each notification that the server reads. */
export const notifications: Readonly<Record<string, Shape>> = {
  'textDocument/didOpen': {
    parts: { textDocument: { parts: { uri: 'text', languageId: { optional: 'text' }, text: 'text' } } },
  },
  'textDocument/didChange': {
    parts: {
      textDocument,
      contentChanges: { listOf: { parts: { text: 'text', range: { orAbsent: range } } } },
    },
  },
  'textDocument/didClose': aboutFile,
  'workspace/didChangeConfiguration': { optional: 'object' },
  'workspace/didChangeWatchedFiles': { parts: { changes: { listOf: { parts: { uri: 'text' } } } } },
  'workspace/didChangeWorkspaceFolders': {
    parts: {
      event: {
        parts: { added: { optional: { listOf: 'anything' } }, removed: { optional: { listOf: 'anything' } } },
      },
    },
  },
  'window/workDoneProgress/cancel': { parts: { token: 'id' } },
  '$/progress': { parts: { token: 'id' } },
  '$/setTrace': { parts: { value: 'text' } },
  '$/cancelRequest': { parts: { id: 'id' } },
};

/**
 * Says what part of a value does not have its shape, such as `position.line is no whole number`; undefined where all
 * have. Optional parts that are null are taken out of the value, so that nobody else has to know of them.
 */
export function defectOf(value: unknown, shape: Shape, name = ''): string | undefined {
  if (typeof shape === 'string') {
    return isOf(shape, value) ? undefined : `${name || 'what was sent'} is no ${shape}`;
  }
  if ('optional' in shape) {
    return value === undefined || value === null ? undefined : defectOf(value, shape.optional, name);
  }
  if ('orAbsent' in shape) return value === undefined ? undefined : defectOf(value, shape.orAbsent, name);
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return `${name} is no list`;
    if (shape.listOf === 'anything') return undefined;
    for (let index = 0; index < value.length; index++) {
      const defect = defectOf(value[index], shape.listOf, `${name}[${index}]`);
      if (defect !== undefined) return defect;
    }
    return undefined;
  }
  if (!isObject(value)) return `${name || 'what was sent'} is no object`;
  for (const key in shape.parts) {
    const part = shape.parts[key] as Shape;
    if (typeof part === 'object' && 'optional' in part && value[key] === null) delete value[key];
    const defect = defectOf(value[key], part, name === '' ? key : `${name}.${key}`);
    if (defect !== undefined) return defect;
  }
  return undefined;
}

/** Whether a value is an object as JSON has it. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOf(kind: Extract<Shape, string>, value: unknown): boolean {
  switch (kind) {
    case 'anything':
      return true;
    case 'object':
      return isObject(value);
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'whole number':
      return Number.isInteger(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'id':
      return typeof value === 'string' || typeof value === 'number';
  }
}
