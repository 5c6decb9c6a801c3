import type { Cryptography } from '../base/index.ts';
import { sameBytes } from './bytes-text.ts';
import { ChainCheck, type EntryAt } from './chain/chain-check.ts';
import type { ChainFault } from './chain/chain-fault.ts';
import type { StoredEntry } from './chain/entry.ts';
import { isSignedBy, type SignedCheckpoint } from './checkpoint/checkpoint.ts';
import { originOf, type LogIdentity } from './log-identity.ts';
import { GrowingTree } from './merkle/growing-tree.ts';
import { createTreeHash } from './merkle/tree-hash.ts';

/** A checkpoint to hold a log against. */
export interface CheckpointToJudge {
  readonly checkpoint: SignedCheckpoint;
  /** One that the log itself keeps can be removed with what it proves; one that was given cannot. */
  readonly from: 'log' | 'outside';
}

/** What a checkpoint says about the log. */
export interface JudgedCheckpoint extends CheckpointToJudge {
  readonly verdict:
    | { readonly kind: 'holds' }
    /** The log has fewer entries than were signed: cut off, or an older copy. */
    | { readonly kind: 'truncated'; readonly missing: number }
    /** The first `size` entries are not those that were signed; they still are up to `sameUntil`. */
    | { readonly kind: 'rewritten'; readonly sameUntil: number }
    | { readonly kind: 'other-log' }
    /** The chain is broken before it. */
    | { readonly kind: 'not-reached' };
  readonly signature: 'valid' | 'invalid' | 'not checked';
}

/** What came of checking a log from its first entry to its last. */
export interface LogVerdict {
  readonly log: LogIdentity;
  /** How many entries follow one another without a break. */
  readonly entries: number;
  /** Absent where the chain has no break. */
  readonly fault?: ChainFault;
  readonly checkpoints: readonly JudgedCheckpoint[];
}

/** Checks chain, tree and checkpoints of a log in one pass over its entries, in constant memory. */
export class LogVerifier {
  readonly #log: LogIdentity;
  readonly #cryptography: Cryptography;
  readonly #chain: ChainCheck;
  readonly #tree: GrowingTree | undefined;
  readonly #treeHash: ReturnType<typeof createTreeHash>;
  readonly #toJudge: readonly CheckpointToJudge[];
  readonly #publicKey: Uint8Array | undefined;
  readonly #rootsAt: Map<number, Uint8Array>;
  #fault: ChainFault | undefined;

  /** Without checkpoints there is no tree to compute. `publicKey` judges their signatures. */
  constructor(
    log: LogIdentity,
    cryptography: Cryptography,
    given: {
      readonly checkpoints?: readonly CheckpointToJudge[];
      readonly publicKey?: Uint8Array | undefined;
    } = {},
  ) {
    this.#log = log;
    this.#cryptography = cryptography;
    this.#chain = new ChainCheck(log, cryptography);
    this.#treeHash = createTreeHash(cryptography);
    this.#toJudge = given.checkpoints ?? [];
    this.#publicKey = given.publicKey;
    this.#tree = this.#toJudge.length > 0 ? new GrowingTree(this.#treeHash) : undefined;
    this.#rootsAt = new Map(this.#toJudge.map(({ checkpoint }) => [checkpoint.size, this.#treeHash.empty]));
  }

  /** Takes the next entry; after a break there is nothing more to take. */
  take(entry: StoredEntry): boolean {
    if (!this.#chain.take(entry)) return false;
    if (this.#tree !== undefined) {
      this.#tree.add(this.#treeHash.leaf(this.#chain.last));
      if (this.#rootsAt.has(this.#tree.size)) this.#rootsAt.set(this.#tree.size, this.#tree.root());
    }
    return true;
  }

  /** Names what is wrong with the entry that `take` refused. */
  break(entry: StoredEntry, entryAt: EntryAt): void {
    this.#fault = this.#chain.diagnose(entry, entryAt);
  }

  verdict(): LogVerdict {
    const judged = this.#toJudge.map((one) => ({ ...one, ...this.#judge(one.checkpoint) }));
    return {
      log: this.#log,
      entries: this.#chain.count,
      ...(this.#fault === undefined ? {} : { fault: this.#fault }),
      checkpoints: judged,
    };
  }

  #judge(checkpoint: SignedCheckpoint): Pick<JudgedCheckpoint, 'verdict' | 'signature'> {
    return { verdict: this.#verdictOn(checkpoint), signature: this.#signatureOf(checkpoint) };
  }

  #verdictOn(checkpoint: SignedCheckpoint): JudgedCheckpoint['verdict'] {
    const { count } = this.#chain;
    if (checkpoint.origin !== originOf(this.#log)) return { kind: 'other-log' };
    if (checkpoint.size > count) {
      return this.#fault === undefined
        ? { kind: 'truncated', missing: checkpoint.size - count }
        : { kind: 'not-reached' };
    }
    return this.#fits(checkpoint)
      ? { kind: 'holds' }
      : { kind: 'rewritten', sameUntil: this.#sameUntil(checkpoint) };
  }

  /** The largest size below this checkpoint at which another one that was signed still holds. */
  #sameUntil({ size }: SignedCheckpoint): number {
    const holding = this.#toJudge
      .map(({ checkpoint }) => checkpoint)
      .filter((other) => other.size < size && other.origin === originOf(this.#log) && this.#fits(other))
      .filter((other) => this.#signatureOf(other) !== 'invalid');
    return Math.max(0, ...holding.map((other) => other.size));
  }

  #fits(checkpoint: SignedCheckpoint): boolean {
    const root = this.#rootsAt.get(checkpoint.size);
    return checkpoint.size <= this.#chain.count && root !== undefined && sameBytes(root, checkpoint.root);
  }

  #signatureOf(checkpoint: SignedCheckpoint): JudgedCheckpoint['signature'] {
    if (this.#publicKey === undefined) return 'not checked';
    return isSignedBy(this.#cryptography, checkpoint, this.#publicKey) ? 'valid' : 'invalid';
  }
}
