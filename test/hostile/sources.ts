import { join, relative } from 'node:path';
import type { Node } from 'typescript/unstable/ast';
import { projectFolder } from '../../scripts/editor/paths';

/** What a source file of client/ or server/ holds, as the compiler reads it: no comment or string is taken for code. */
export interface Source {
  /** Its path in the project, with slashes. */
  readonly path: string;
  /** What is loaded at run time, in whatever way, as it is written: `node:fs`. */
  readonly loads: readonly string[];
  /** Loading what is only known at run time. */
  readonly computedLoads: readonly string[];
  /** All names, those of members included. */
  readonly names: ReadonlySet<string>;
  /** Names of what is made with `new`. */
  readonly made: ReadonlySet<string>;
  /** Regular expressions, as they are written. */
  readonly expressions: readonly string[];
}

/** Reads all files of client/ and server/. */
export async function readSources(): Promise<readonly Source[]> {
  const { API } = await import('typescript/unstable/sync');
  const { SyntaxKind } = await import('typescript/unstable/ast');
  const api = new API({ cwd: projectFolder });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [join(projectFolder, 'tsconfig.json')] });
    const program = snapshot.getProjects()[0]?.program;
    if (!program) throw new Error('The compiler gives no program.');
    return program
      .getSourceFileNames()
      .map((file) => ({ file, path: relative(projectFolder, file).replaceAll('\\', '/') }))
      .filter(({ path }) => /^(?:client|server)\/.*\.ts$/.test(path))
      .map(({ file, path }) => sourceOf(path, program.getSourceFile(file)));
  } finally {
    api.close();
  }

  function sourceOf(path: string, root: Node | undefined): Source {
    const loads: string[] = [];
    const computedLoads: string[] = [];
    const names = new Set<string>();
    const made = new Set<string>();
    const expressions: string[] = [];
    if (root) visit(root);
    return { path, loads, computedLoads, names, made, expressions };

    function visit(node: Node): void {
      const { kind } = node;
      if (kind === SyntaxKind.Identifier) names.add(node.getText());
      if (kind === SyntaxKind.NewExpression) made.add(childrenOf(node)[0]?.getText() ?? '');
      if (kind === SyntaxKind.RegularExpressionLiteral) expressions.push(node.getText());
      if (kind === SyntaxKind.ImportDeclaration || kind === SyntaxKind.ExportDeclaration) {
        const module = childOfKind(node, SyntaxKind.StringLiteral);
        if (module && !/^(?:import|export) type\b/.test(node.getText())) loads.push(unquoted(module));
      }
      if (kind === SyntaxKind.CallExpression) {
        const [called, argument] = childrenOf(node);
        const isLoad = called?.kind === SyntaxKind.ImportKeyword || called?.getText() === 'require';
        if (isLoad && argument?.kind === SyntaxKind.StringLiteral) loads.push(unquoted(argument));
        else if (isLoad) computedLoads.push(node.getText());
      }
      node.forEachChild(visit);
    }
  }
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  return children;
}

function childOfKind(node: Node, kind: Node['kind']): Node | undefined {
  return childrenOf(node).find((child) => child.kind === kind);
}

function unquoted(literal: Node): string {
  return literal.getText().slice(1, -1);
}
