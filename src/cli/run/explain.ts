import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { codePages, readCodePage, type CodePage } from '../code-pages.ts';
import { nearest } from '../../base/index.ts';
import type { Paint } from '../../reporters/index.ts';
import { problem } from '../problem.ts';

export async function runExplain(context: Context): Promise<ExitCode> {
  const written = context.given.operand('code');
  if (written === undefined) return await listCodes(context);
  const code = normalCode(written);
  const page = readCodePage(context, code);
  if (page === undefined) return refuseUnknown(context, written);
  const failed = await deliver(context, (format, paint) =>
    format === 'json'
      ? `${JSON.stringify({ schemaVersion: 1, code, title: page.title, text: page.text }, null, 2)}\n`
      : paintPage(page.text, paint),
  );
  return failed ?? EXIT.done;
}

async function listCodes(context: Context): Promise<ExitCode> {
  const pages = codePages(context);
  const failed = await deliver(context, (format, paint) =>
    format === 'json'
      ? `${JSON.stringify({ schemaVersion: 1, codes: pages.map(({ code, title }) => ({ code, title })) }, null, 2)}\n`
      : pages.map(({ code, title }) => `${paint.bold(code)}  ${title}\n`).join(''),
  );
  return failed ?? EXIT.done;
}

/** `1004`, `aeg1004` and `AEG1004` are the same code. */
function normalCode(written: string): string {
  const digits = /^(?:aeg)?(\d{4})$/i.exec(written)?.[1];
  return digits === undefined ? written : `AEG${digits}`;
}

function refuseUnknown(context: Context, written: string): ExitCode {
  const near = nearest(
    normalCode(written).toUpperCase(),
    codePages(context).map((page: CodePage) => page.code),
  );
  return context.refuse([
    problem('AEG9030', `no code \`${written}\``, {
      help:
        near === undefined
          ? '`aegis explain` lists the codes'
          : `did you mean \`${near}\`? \`aegis explain\` lists them`,
    }),
  ]);
}

/** Headings stand out on a terminal; everywhere else the page is printed as it is written. */
function paintPage(text: string, paint: Paint): string {
  return text.replace(/^#+ .*$/gm, (heading) => paint.bold(heading));
}
