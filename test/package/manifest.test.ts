import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import manifest from '../../package.json';
import { projectFolder } from '../../scripts/editor/paths';

/*
 * What the marketplace and the editor read of package.json, where nothing else would say that it is wrong.
 */

describe('the versions of VS Code that the extension installs in', () => {
  const { vscode } = manifest.engines;

  // What a newer one has is then refused by the types. Raise both where something new is worth it, never one alone.
  test('are those from the version on whose types the client is compiled with', () => {
    assert.equal(vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  test('are such that the language client runs in', () => {
    const library = JSON.parse(textOf('node_modules/vscode-languageclient/package.json'));
    assert.ok(minorOf(vscode) >= minorOf(library.engines.vscode), library.engines.vscode);
  });
});

describe('the page of the extension in the marketplace', () => {
  test('has an icon of 256 pixels', () => {
    const icon = readFileSync(join(projectFolder, manifest.icon));
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [256, 256]);
  });

  test('has a banner, says that it is a preview before 1.0, and has no questions that nobody reads', () => {
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
    assert.equal(manifest.galleryBanner.theme, 'dark');
    assert.equal(manifest.preview, manifest.version.startsWith('0.'));
    assert.equal(manifest.qna, false);
    assert.ok(manifest.keywords.length <= 30);
  });
});

describe('the walkthrough', () => {
  const { walkthroughs, commands } = manifest.contributes;
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  test('has a picture in each step, with words for those who do not see it', () => {
    for (const { id, media } of steps) {
      assert.ok(existsSync(join(projectFolder, media.image)), media.image);
      assert.ok(media.altText.length > 20, id);
    }
  });

  test('names commands that there are', () => {
    const known = commands.map(({ command }) => command);
    const named = [
      ...steps.flatMap(({ description }) =>
        [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, name]) => name),
      ),
      ...steps
        .flatMap((step) => ('completionEvents' in step ? step.completionEvents : []))
        .flatMap((event) => /^onCommand:(.+)$/.exec(event ?? '')?.[1] ?? []),
    ];
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !known.includes(name ?? '') && !name?.startsWith('workbench.')),
      [],
    );
  });
});

describe('the settings', () => {
  const { configuration } = manifest.contributes;

  test('stand in titled groups, that of the log last', () => {
    assert.deepEqual(
      // Between percent signs stands what package.nls.json has in each language.
      configuration.map(({ title, order }) => [order, title.replaceAll('%', '')]),
      ['Files', 'Problems', 'Hints and Lenses', 'Copies', 'Rules', 'Log'].map((title, order) => [
        order,
        title,
      ]),
    );
    assert.deepEqual(Object.keys(configuration.at(-1)?.properties ?? {}), ['interactionData.trace.server']);
  });
});

function minorOf(range: string): number {
  const [, minor] = /^\^1\.(\d+)\.0$/.exec(range) ?? [];
  assert.ok(minor, range);
  return Number(minor);
}

function textOf(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}
