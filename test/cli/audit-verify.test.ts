import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { newKeyPair, parsedEvent, readPrivateKey } from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import type { SqliteConnection } from '../../src/store/index.ts';
import { deskEvent, linked } from '../audit/log-of.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from '../store/drivers.ts';
import { runAegis } from './run-aegis.ts';

const driver = DRIVERS[0]!;
const keys = newKeyPair(nodeCryptography);
const others = newKeyPair(nodeCryptography);
const schema = JSON.parse(
  readFileSync(new URL('../../specs/cli/audit-verify.schema.json', import.meta.url), 'utf8'),
) as object;
const keepsToSchema = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

/** A log of 12 entries with a checkpoint over 10 of them, and an older copy of it with 6. */
let original = '';
let older = '';
let checkpoint = '';

beforeAll(() => {
  original = freshPath();
  older = freshPath();
  const writer = writerAt(original, driver);
  const privateKey = readPrivateKey(keys.privateKey)!;
  writer.keepPolicy('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', '{}');
  writer.append([1, 2, 3, 4, 5, 6].map(deskEvent));
  writer.checkpoint(privateKey);
  writer.close();
  copyFileSync(original, older);
  const later = writerAt(original, driver);
  later.append([7, 8, 9, 10].map(deskEvent));
  const note = later.checkpoint(privateKey);
  checkpoint = note.ok ? note.value : '';
  later.append([11, 12].map(deskEvent));
  later.close();
});

/** Verifies a copy of the log after somebody with a database tool was at it. */
async function verify(
  change: (connection: SqliteConnection) => void,
  options: { readonly checkpoint?: boolean; readonly key?: string; readonly from?: string } = {},
) {
  const path = freshPath();
  copyFileSync(options.from ?? original, path);
  const connection = driver.open(path, 'write');
  const triggers = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) connection.execute(`DROP TRIGGER ${String(name)}`);
  change(connection);
  connection.close();
  const given = [
    ...(options.checkpoint === true ? ['--checkpoint', 'kept.txt'] : []),
    ...(options.key === undefined ? [] : ['--key', 'key.pub']),
  ];
  const files = { 'kept.txt': checkpoint, 'key.pub': options.key ?? '' };
  const ran = await runAegis(['audit', 'verify', '--db', path, ...given], { files });
  const json = await runAegis(['audit', 'verify', '--db', path, ...given, '--format', 'json'], { files });
  expect(json.exitCode).toBe(ran.exitCode);
  const document = JSON.parse(json.stdout) as { isUnchanged: boolean };
  expect(keepsToSchema(document), JSON.stringify(keepsToSchema.errors)).toBe(true);
  expect(document.isUnchanged).toBe(ran.exitCode === 0);
  expect(ran.stderr).toBe('');
  return ran;
}

const nothing = (): void => undefined;

describe('aegis audit verify', () => {
  test('finds nothing where nothing was changed, and says what it cannot exclude', async () => {
    const ran = await verify(nothing);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('12 entries, each follows the one before');
    expect(ran.stdout).toContain('over 10 entries holds (in the log); its signature was not checked');
    expect(ran.stdout).toContain('1 are those that decided');
    expect(ran.stdout).toMatch(
      /not excluded that entries were cut off .* rewritten, or that this is an older copy/,
    );
  });

  test('with a checkpoint kept elsewhere and its key, only what came after it is open', async () => {
    const ran = await verify(nothing, { checkpoint: true, key: keys.publicKey });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('over 10 entries holds (given); signed by the key');
    expect(ran.stdout).toContain('not excluded that entries after 10,');
    const unsigned = await verify(nothing, { checkpoint: true });
    expect(unsigned.stdout).toContain('not excluded that the checkpoint was forged');
  });

  test('does not take a checkpoint that somebody else signed', async () => {
    const ran = await verify(nothing, { checkpoint: true, key: others.publicKey });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(
      'error[AEG4027]: the checkpoint that was given, over 10 entries, is not signed by the key',
    );
  });

  test.each<[string, string, (connection: SqliteConnection) => void]>([
    [
      'an edited field',
      'error[AEG4020]: entry 5 was edited',
      (db) => {
        db.execute(`UPDATE audit_log SET event = replace(event, '"auto"', '"block"') WHERE id = 5`);
        db.execute(`UPDATE audit_log SET event = replace(event, '"order-5"', '"order-6"') WHERE id = 5`);
      },
    ],
    [
      'a removed row',
      'error[AEG4021]: entry 5 was removed',
      (db) => db.execute('DELETE FROM audit_log WHERE id = 5'),
    ],
    [
      'removed rows, the rest numbered anew',
      'error[AEG4021]: entries 5 to 6 were removed',
      (db) => {
        db.execute('DELETE FROM audit_log WHERE id IN (5, 6)');
        db.execute('UPDATE audit_log SET id = id - 2 WHERE id > 6');
      },
    ],
    [
      'an inserted row',
      'error[AEG4022]: entry 5 was inserted after the fact',
      (db) => {
        db.execute('UPDATE audit_log SET id = -id - 1 WHERE id > 4');
        db.execute('UPDATE audit_log SET id = -id WHERE id < 0');
        db.execute(
          `INSERT INTO audit_log (id, event, hash) SELECT 5, replace(event, '"order-4"', '"order-44"'), hash FROM audit_log WHERE id = 4`,
        );
      },
    ],
    [
      'two rows that changed places',
      'error[AEG4023]: entries between 4 and 9 changed places',
      (db) => {
        db.execute('UPDATE audit_log SET id = -4 WHERE id = 4');
        db.execute('UPDATE audit_log SET id = 4 WHERE id = 9');
        db.execute('UPDATE audit_log SET id = 9 WHERE id = -4');
      },
    ],
    [
      'a changed header',
      'error[AEG4026]: entry 1 was not written to this log',
      (db) => db.execute("UPDATE audit_header SET log_id = '00000000000000000000000000000000'"),
    ],
    [
      'a changed name of the machine',
      'is of another log',
      (db) => db.execute("UPDATE audit_header SET host = 'desk-2'"),
    ],
    [
      'a changed policy',
      'error[AEG4028]: the policy stored under 44136f',
      (db) => db.execute(`UPDATE audit_policy SET policy = '{"version":"1"}'`),
    ],
    [
      'a checkpoint that was overwritten',
      'error[AEG4031]: 1 of the stored checkpoints are none',
      (db) => db.execute("UPDATE audit_checkpoint SET note = 'hello' WHERE size = 6"),
    ],
  ])('finds %s', async (_, says, change) => {
    const ran = await verify(change);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(says);
    expect(ran.stdout).toContain('the log was changed');
  });

  const cutOff = (db: SqliteConnection): void => {
    db.execute('DELETE FROM audit_log WHERE id > 8');
    db.execute('DELETE FROM audit_checkpoint WHERE size > 8');
  };
  const rewritten = (db: SqliteConnection): void => {
    const [log] = db.prepare('SELECT log_id AS id FROM audit_header').all();
    const events = Array.from({ length: 12 }, (_, i) => deskEvent(i === 7 ? 80 : i + 1));
    const entries = linked(events, { logId: String(log!['id']), algorithm: 'sha-256', host: 'desk-1' });
    const statement = db.prepare('UPDATE audit_log SET event = ?, hash = ? WHERE id = ?');
    for (const { id, event, hash } of entries) statement.run(event, hash, id);
    db.execute('DELETE FROM audit_checkpoint WHERE size > 6');
  };

  test.each<[string, string, (connection: SqliteConnection) => void, 'original' | 'older']>([
    ['the end cut off', 'error[AEG4024]: 2 entries are missing', cutOff, 'original'],
    ['an older copy', 'error[AEG4024]: 4 entries are missing', nothing, 'older'],
    [
      'the whole log written anew',
      'error[AEG4025]: the log was rewritten after entry 6 up to entry 10',
      rewritten,
      'original',
    ],
  ])('finds %s by the checkpoint alone, and says so without', async (_, says, change, which) => {
    const from = which === 'older' ? older : original;
    const blind = await verify(change, { from });
    expect(blind.exitCode).toBe(0);
    expect(blind.stdout).toContain('not excluded that entries were cut off at the end');
    const seen = await verify(change, { from, checkpoint: true, key: keys.publicKey });
    expect(seen.exitCode).toBe(1);
    expect(seen.stdout).toContain(says);
  });

  test('a log without entries has none yet', async () => {
    const path = freshPath();
    writerAt(path, driver).close();
    const ran = await runAegis(['audit', 'verify', '--db', path]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('no entries yet');
  });

  test.each([
    ['gone.db', 'error[AEG4010]: there is no audit log `gone.db`'],
    ['/tmp', 'error[AEG4014]: `/tmp` cannot be read'],
  ])('cannot judge %s', async (db, says) => {
    const ran = await runAegis(['audit', 'verify', '--db', db]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
  });

  test.each([
    [['--key', 'text'], 'error[AEG4030]: `text` is no public key'],
    [['--key', 'private'], 'this is the private key'],
    [['--checkpoint', 'text'], 'error[AEG4031]: `text` is no checkpoint'],
    [['text'], 'error[AEG4032]: `text` is neither a bundle nor a proof'],
    [['gone'], 'error[AEG9010]'],
  ])('does not take %j', async (argv, says) => {
    const files = { text: 'hello\n', private: keys.privateKey };
    const ran = await runAegis(['audit', 'verify', '--db', original, ...argv], { files });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
  });
});

describe('a bundle', () => {
  let bundle = '';
  const verifyBundle = async (text: string, ...argv: string[]) =>
    await runAegis(['audit', 'verify', 'bundle.jsonl', ...argv], {
      files: { 'bundle.jsonl': text, 'kept.txt': checkpoint, 'key.pub': keys.publicKey },
    });

  beforeAll(async () => {
    const ran = await runAegis(
      [
        'audit',
        'export',
        '--db',
        original,
        '--format',
        'bundle',
        '--key',
        'key.pub',
        '--output',
        'bundle.jsonl',
      ],
      { files: { 'key.pub': keys.publicKey } },
    );
    expect(ran).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    bundle = ran.machine.written.get('/work/bundle.jsonl') ?? '';
  });

  test('verifies without the log', async () => {
    const ran = await verifyBundle(bundle);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('12 entries, each follows the one before');
    expect(ran.stdout).toContain('signed by the key');
    const trusted = await verifyBundle(bundle, '--key', 'key.pub', '--checkpoint', 'kept.txt');
    expect(trusted.exitCode).toBe(0);
  });

  test.each<[string, string, (lines: string[]) => string[]]>([
    [
      'an edited event',
      'entry 5 was edited',
      (lines) => lines.with(5, lines[5]!.replace('order-5', 'order-6')),
    ],
    ['a removed event', 'entry 5 was removed', (lines) => lines.toSpliced(5, 1)],
    ['a copied event', 'entry 6 was inserted', (lines) => lines.toSpliced(6, 0, lines[3]!)],
    ['exchanged events', 'changed places', (lines) => lines.with(4, lines[9]!).with(9, lines[4]!)],
    ['a line that is none', 'entry 5 was edited', (lines) => lines.with(5, 'hello')],
    ['a cut off end', '4 entries are missing', (lines) => lines.slice(0, 7)],
  ])('shows %s', async (_, says, change) => {
    const lines = bundle.trimEnd().split('\n');
    expect(lines).toHaveLength(13);
    const ran = await verifyBundle(`${change(lines).join('\n')}\n`);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(says);
  });

  test('is the whole log', async () => {
    const ran = await runAegis(['audit', 'export', '--db', original, '--format', 'bundle', '--since', '1d']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('a bundle is the whole log');
  });
});

describe('aegis audit prove', () => {
  const prove = async (...argv: string[]) => {
    const files = { 'early.txt': readerNote(0), 'kept.txt': checkpoint, 'key.pub': keys.publicKey };
    return await runAegis(['audit', 'prove', '--db', original, ...argv, '--output', 'proof.json'], { files });
  };
  const check = async (proof: string, ...argv: string[]) =>
    await runAegis(['audit', 'verify', 'proof.json', ...argv], {
      files: { 'proof.json': proof, 'key.pub': keys.publicKey, 'other.pub': others.publicKey },
    });

  function readerNote(index: number): string {
    const reader = readerAt(original, driver);
    const note = reader.checkpoints()[index] ?? '';
    reader.close();
    return note;
  }

  test.each([
    [['7'], 'entry 7 is in the log'],
    [['1'], 'entry 1 is in the log'],
    [['--from', 'early.txt'], 'of 10 entries begins with the 6 entries it had before'],
    [['--from', 'kept.txt'], 'of 10 entries begins with the 10 entries it had before'],
  ])('%j is proved to somebody without the log', async (argv, says) => {
    const ran = await prove(...argv);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const proof = ran.machine.written.get('/work/proof.json') ?? '';
    const signed = await check(proof, '--key', 'key.pub');
    expect(signed.exitCode).toBe(0);
    expect(signed.stdout).toContain(says);
    expect(signed.stdout).toContain('signed by the key');
    expect((await check(proof)).stdout).toContain('the signature was not checked');
    expect((await check(proof, '--key', 'other.pub')).exitCode).toBe(1);
    const changed = proof.replace(/"proof": \[\n {4}"./, '"proof": [\n    "/');
    if (changed !== proof) expect((await check(changed, '--key', 'key.pub')).exitCode).toBe(1);
    const edited = proof.replace('"order-7"', '"order-8"');
    if (edited !== proof) expect((await check(edited)).stdout).toContain('error[AEG4034]');
  });

  test.each([
    [['11'], 'the newest checkpoint, over 10 entries, is not over entry 11'],
    [['99'], 'there is no entry `99`'],
    [['zero'], 'there is no entry `zero`'],
    [[], 'name an entry, or an earlier checkpoint'],
    [['3', '--from', 'kept.txt'], 'name an entry, or an earlier checkpoint'],
  ])('%j cannot be proved', async (argv, says) => {
    const ran = await prove(...argv);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain(says);
  });
});

describe('aegis audit keygen and checkpoint', () => {
  test('make keys, sign the log, and what was signed verifies', async () => {
    const made = await runAegis(['audit', 'keygen', '--output', 'desk']);
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    const files = Object.fromEntries(
      ['desk.key', 'desk.pub'].map((name) => [name, made.machine.written.get(`/work/${name}`) ?? '']),
    );
    const path = freshPath();
    const writer = writerAt(path, driver);
    writer.append([1, 2, 3].map(deskEvent));
    writer.close();
    const signed = await runAegis(['audit', 'checkpoint', '--db', path, '--key', 'desk.key'], { files });
    expect(signed).toMatchObject({ exitCode: 0, stderr: '' });
    const ran = await runAegis(
      ['audit', 'verify', '--db', path, '--key', 'desk.pub', '--checkpoint', 'kept'],
      {
        files: { ...files, kept: signed.stdout },
      },
    );
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).not.toContain('not excluded');
    rmSync(path);
  });

  test('replace no key', async () => {
    const ran = await runAegis(['audit', 'keygen'], { files: { 'aegis-audit.key': 'mine' } });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('error[AEG9014]');
    expect(ran.machine.written.size).toBe(0);
  });

  test('sign with a private key only, and only a log that is there', async () => {
    const files = { 'key.pub': keys.publicKey, 'key.key': keys.privateKey };
    const wrong = await runAegis(['audit', 'checkpoint', '--db', original, '--key', 'key.pub'], { files });
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.stderr).toContain('error[AEG4030]');
    const none = await runAegis(['audit', 'checkpoint', '--db', original]);
    expect(none.stderr).toContain('`aegis audit keygen` makes a key');
    const gone = await runAegis(['audit', 'checkpoint', '--db', '/tmp/gone.db', '--key', 'key.key'], {
      files,
    });
    expect(gone.stderr).toContain('error[AEG4010]');
  });

  test('refuse to sign what was changed since', async () => {
    const path = freshPath();
    copyFileSync(original, path);
    const connection = driver.open(path, 'write');
    connection.execute('DROP TRIGGER audit_log_no_update');
    connection.execute("UPDATE audit_log SET hash = '' WHERE id = 3");
    connection.close();
    const ran = await runAegis(['audit', 'checkpoint', '--db', path, '--key', 'k'], {
      files: { k: keys.privateKey },
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('error[AEG4018]');
  });
});

afterAll(() => {
  const reader = readerAt(original, driver);
  expect([...reader.entries()].map((entry) => parsedEvent(entry.event)?.evidence.sequence)).toHaveLength(12);
  reader.close();
});
