/*
 * Preloaded into a server's process by the tests (`node --require`). It breaks what the server stands on, not the
 * server: a text with the word "sab\u006ftage" cannot be parsed, one with the word
 * "unwritable" cannot be written, and once the test says "clock" there is no time.
 */
const parse = JSON.parse;
JSON.parse = (text, ...more) => {
  if (text === '"sab\\u006ftage"') throw new Error('sabotaged parser');
  return parse(text, ...more);
};

const { stringify } = JSON;
JSON.stringify = (...words) => {
  const text = stringify(...words);
  if (typeof text === 'string' && text.includes('unwritable')) throw new Error('sabotaged writer');
  return text;
};

process.on('message', () => {
  Date.prototype.toISOString = () => {
    throw new Error('sabotaged clock');
  };
  process.send('done');
});
process.channel.unref();
