import { createTreeHash, fromHex, type CompleteNode } from '../audit/index.ts';
import { AegisBug, type Cryptography } from '../base/index.ts';
import type { SqliteConnection, SqliteStatement } from './sqlite-driver.ts';

/**
 * The tree over the entries, kept in tiles of 256 hashes: a tile of level 0 has the hashes of leaves, one of level n the
 * roots of full tiles of level n - 1. Only full tiles are stored, so that none is ever changed.
 */
export class Tiles {
  readonly #tree: ReturnType<typeof createTreeHash>;
  readonly #rows: SqliteStatement;
  readonly #stored: SqliteStatement;
  readonly #store: SqliteStatement;
  readonly #have: SqliteStatement;
  readonly #seen = new Map<string, readonly Uint8Array[]>();

  constructor(connection: SqliteConnection, cryptography: Cryptography) {
    this.#tree = createTreeHash(cryptography);
    this.#rows = connection.prepare('SELECT hash FROM audit_log WHERE id > ? AND id <= ? ORDER BY id');
    this.#stored = connection.prepare('SELECT hashes FROM audit_tile WHERE level = ? AND position = ?');
    this.#store = connection.prepare('INSERT INTO audit_tile (level, position, hashes) VALUES (?, ?, ?)');
    this.#have = connection.prepare('SELECT count(*) AS tiles FROM audit_tile WHERE level = ?');
  }

  /** Stores tiles that the first `size` entries fill and that are not there yet, the lower ones first. */
  extend(size: number, most: number): 'complete' | 'more to do' {
    let left = most;
    for (
      let level = 0, full = Math.floor(size / TILE);
      full > 0;
      level += 1, full = Math.floor(full / TILE)
    ) {
      const have = Number(this.#have.get(level)?.['tiles']);
      for (let position = have; position < full; position += 1, left -= 1) {
        if (left === 0) return 'more to do';
        this.#store.run(level, position, joined(this.#compute(level, position)));
      }
    }
    return 'complete';
  }

  /** The hash of a complete subtree; its entries must exist. */
  readonly node: CompleteNode = (height, index) => {
    const width = 2 ** (height % TILE_HEIGHT);
    const first = index * width;
    const tile = this.#tile(Math.floor(height / TILE_HEIGHT), Math.floor(first / TILE));
    return this.#fold(tile.slice(first % TILE, (first % TILE) + width));
  };

  #tile(level: number, position: number): readonly Uint8Array[] {
    const key = `${level}/${position}`;
    const seen = this.#seen.get(key);
    if (seen !== undefined) return seen;
    const stored = this.#stored.get(level, position)?.['hashes'];
    const tile = stored instanceof Uint8Array ? split(stored) : this.#compute(level, position);
    this.#seen.set(key, tile);
    return tile;
  }

  /** The hashes of a tile from what is below it; fewer than 256 at the end of the log. */
  #compute(level: number, position: number): readonly Uint8Array[] {
    const first = position * TILE;
    if (level === 0) {
      return this.#rows.all(first, first + TILE).map((row) => this.#tree.leaf(hashOf(row['hash'])));
    }
    const below = Array.from({ length: TILE }, (_, index) => first + index);
    const hashes: Uint8Array[] = [];
    for (const child of below) {
      const tile = this.#tile(level - 1, child);
      this.#seen.delete(`${level - 1}/${child}`);
      if (tile.length < TILE) break;
      hashes.push(this.#fold(tile));
    }
    return hashes;
  }

  /** The root over a power of two of hashes. */
  #fold(hashes: readonly Uint8Array[]): Uint8Array {
    let row = [...hashes];
    while (row.length > 1) {
      row = Array.from({ length: row.length / 2 }, (_, i) =>
        this.#tree.node(row[2 * i] ?? NOTHING, row[2 * i + 1] ?? NOTHING),
      );
    }
    const [root] = row;
    if (root === undefined) throw new AegisBug('a subtree without entries');
    return root;
  }
}

const TILE_HEIGHT = 8;
const TILE = 2 ** TILE_HEIGHT;
const HASH_BYTES = 32;
const NOTHING = new Uint8Array(HASH_BYTES);

/** A hash that is none, because somebody changed it, counts as nothing: the root then is another one. */
function hashOf(hex: unknown): Uint8Array {
  const bytes = typeof hex === 'string' ? fromHex(hex) : undefined;
  return bytes?.length === HASH_BYTES ? bytes : NOTHING;
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, index) => {
    bytes.set(hash, index * HASH_BYTES);
  });
  return bytes;
}

function split(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, index) =>
    Uint8Array.from(bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
  );
}
