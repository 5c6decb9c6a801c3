import { posix } from 'node:path';
import { err, ok, type Diagnostic, type Result, type Span } from '../base/index.ts';
import { firstLine, textOf, type Repository } from './git-repository.ts';
import type { PolicyFiles } from './policy-files.ts';
import { problem } from './problem.ts';
import type { InputFailure } from './read-input.ts';

/** A larger file is not read at all. */
const MAX_BYTES = 16 * 1024 * 1024;

type Content = Uint8Array | 'missing' | 'folder' | 'too-large';

/**
 * The files of a commit, under names such as `git:main:policy.yaml`. Git answers later than a reader asks: what is not
 * here yet reads as missing and is noted, to be fetched before one reads again.
 */
export class CommitFiles implements PolicyFiles {
  private readonly repository: Repository;
  private readonly commit: string;
  private readonly prefix: string;
  private readonly contents = new Map<string, Content>();
  private readonly wanted = new Set<string>();

  constructor(repository: Repository, commit: string, revision: string) {
    this.repository = repository;
    this.commit = commit;
    this.prefix = `git:${revision}:`;
  }

  /** The name of the file at a path from the top of the repository. */
  nameOf(path: string): string {
    return this.prefix + path;
  }

  read(file: string, namedAt?: Span): Result<Uint8Array, InputFailure> {
    const path = this.pathOf(file);
    const content = this.contents.get(path);
    if (content === undefined) this.wanted.add(path);
    if (content === 'too-large') return err({ kind: 'too-large' });
    if (content instanceof Uint8Array) return ok(content);
    const message = content === 'folder' ? `\`${file}\` is a folder` : `there is no \`${file}\``;
    const help = 'a path in a commit counts from the top of the repository; `./` makes it count from here';
    const diagnostic = problem('AEG9043', message, { help });
    return err({
      kind: 'unreadable',
      diagnostic: namedAt === undefined ? diagnostic : { ...diagnostic, span: namedAt },
    });
  }

  beside(file: string, path: string): string {
    return this.nameOf(posix.isAbsolute(path) ? path : posix.join(this.pathOf(file), '..', path));
  }

  /** Fetches what was asked for in vain; answers whether there was anything. */
  async fetchWanted(): Promise<Result<boolean, Diagnostic>> {
    const paths = [...this.wanted];
    this.wanted.clear();
    for (const path of paths) {
      const content = await this.fetch(path);
      if (!content.ok) return content;
      this.contents.set(path, content.value);
    }
    return ok(paths.length > 0);
  }

  private pathOf(file: string): string {
    return file.slice(this.prefix.length);
  }

  private async fetch(path: string): Promise<Result<Content, Diagnostic>> {
    if (/^\.\.\/|^\/|[\n\0]/.test(path)) return ok('missing');
    const asked = await this.repository.output(
      ['cat-file', '--batch-check', '--follow-symlinks'],
      `${this.commit}:${path}\n`,
    );
    if (!asked.ok) return asked;
    const [, object = '', kind = '', size = ''] =
      /^([0-9a-f]{40,}) (blob|tree|commit) (\d+)$/.exec(firstLine(textOf(asked.value))) ?? [];
    if (kind === 'tree' || kind === 'commit') return ok('folder');
    if (kind === '') return ok('missing');
    if (Number(size) > MAX_BYTES) return ok('too-large');
    return await this.repository.output(['cat-file', 'blob', object]);
  }
}
