/** A stretch of the text that belongs together; `start` and `end` are UTF-16 offsets in the text as written. */
export interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'time' | 'mark' | 'stop' | 'line';
  /** In small letters, apostrophes and dashes made plain; of a name what stands between the quotes. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Written like a proper name. */
  readonly isCapital?: true;
}

const PATTERN = new RegExp(
  [
    String.raw`(?<bullet>(?<=^|\n)[ \t]*(?:[-*•·–]|\(?\d{1,2}[.)])[ \t]+)`,
    String.raw`(?<blank>\r?\n[ \t\u00a0]*(?=\r?\n))`,
    String.raw`(?<line>\r?\n)`,
    String.raw`(?<quoted>"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|\x60[^\x60\n]*\x60|(?<![\p{L}\p{N}])['‘][^'’\n]*['’](?![\p{L}]))`,
    String.raw`(?<path>(?<![\p{L}\p{N}.])(?:~?(?:\/[\p{L}\p{N}_.*-]*[\p{L}\p{N}_*])+|\.\p{Ll}[\p{L}\p{N}_]+)\/?)`,
    String.raw`(?<time>\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]m\b|[ap]\.m\.)|\d{1,2}:\d{2}(?!\d))`,
    String.raw`(?<number>(?:(?:US)?[$€£¥]\s?)?\d[\d.,]*(?<![.,])(?:\s?(?:k|K|m|M|mn|bn|b|B)\b)?[%€£$]?\+?)`,
    String.raw`(?<zone>\p{Lu}\p{L}+\/\p{Lu}[\p{L}_]+(?:\/\p{Lu}[\p{L}_]+)?)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{M}\p{N}_\u00ad\u200b-\u200d\u2060]*(?:(?:['’]|[-‐‑](?!\s)|\.(?=\p{Ll}|_))[\p{L}\p{N}_\u00ad\u200b-\u200d\u2060]+)*['’]?)`,
    String.raw`(?<stop>[.!?]+|…)`,
    String.raw`(?<mark>>=|<=|==|[,;:()\/&>=<≥≤—–-])`,
    String.raw`(?<space>[\s\u00ad\u200b-\u200d\u2060\ufeff]+)`,
    String.raw`(?<other>.)`,
  ].join('|'),
  'gu',
);

/** The text in tokens. Nothing is left out but white space; a numbered list may stand in one line. */
export function tokenize(text: string): readonly Token[] {
  const lines = /^\s*1[.)]\s/.test(text)
    ? text.replace(/[ \t](?=(?:[2-9]|1\d)[.)][ \t]+\p{L})/gu, '\n')
    : text;
  return Array.from(lines.matchAll(PATTERN)).flatMap((match) => tokensOf(match));
}

function tokensOf(match: RegExpMatchArray): readonly Token[] {
  const written = match[0];
  const start = match.index ?? 0;
  const end = start + written.length;
  const groups = match.groups ?? {};
  const one = (kind: Token['kind'], word = written): readonly Token[] => [{ kind, word, start, end }];
  if (groups['space'] !== undefined) return [];
  if (groups['bullet'] !== undefined || groups['blank'] !== undefined) return one('stop', 'bullet');
  if (groups['line'] !== undefined) return one('line', '\n');
  if (groups['quoted'] !== undefined) return quotedTokens(written, start);
  if (groups['path'] !== undefined) return one('name', written.replace(/\/$/, ''));
  if (groups['time'] !== undefined)
    return one(
      'time',
      written
        .toLowerCase()
        .replace(/[\s.]/g, '')
        .replace(/^(\d{1,2})(\d{2})([ap]m)/, '$1:$2$3'),
    );
  if (groups['number'] !== undefined) return one('number', written.toLowerCase().replace(/\s/g, ''));
  if (groups['zone'] !== undefined) return one('word', written);
  if (groups['stop'] !== undefined) return one('stop');
  if (groups['word'] !== undefined) return wordTokens(written, start, end);
  if (groups['mark'] !== undefined) return one('mark', /^[—–-]$/.test(written) ? '-' : written);
  return one('mark');
}

/** Quotes around a name, or around more than a name, which then mean nothing. */
function quotedTokens(written: string, start: number): readonly Token[] {
  const inside = written.slice(1, -1);
  if (/^[^\s]{1,100}$/.test(inside) || written.startsWith('`')) {
    return [{ kind: 'name', word: inside, start, end: start + written.length }];
  }
  return tokenize(inside).map((token) => ({
    ...token,
    start: token.start + start + 1,
    end: token.end + start + 1,
  }));
}

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

function wordTokens(written: string, start: number, end: number): readonly Token[] {
  const word = written
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[‐‑]/g, '-')
    .replace(/'$/, '');
  const expanded = contraction(word);
  if (expanded !== undefined) return expanded.map((part) => ({ kind: 'word', word: part, start, end }));
  const [, from, to] = /^([a-z]+)-([a-z]+)$/.exec(word) ?? [];
  if (from !== undefined && to !== undefined && isDay(from) && isDay(to)) {
    return [from, '-', to].map((part) => ({ kind: part === '-' ? 'mark' : 'word', word: part, start, end }));
  }
  const isCapital = /^\p{Lu}\p{Ll}/u.test(written);
  return [
    { kind: /[_.]/.test(word) ? 'name' : 'word', word, start, end, ...(isCapital ? { isCapital } : {}) },
  ];
}

const DAY = /^(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)/;
function isDay(word: string): boolean {
  return DAY.test(word) && word.length <= 9;
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  cannot: ['can', 'not'],
  "can't": ['can', 'not'],
  cant: ['can', 'not'],
  "won't": ['will', 'not'],
  "shan't": ['shall', 'not'],
  dont: ['do', 'not'],
  doesnt: ['do', 'not'],
  "let's": ['let', 'us'],
};

function contraction(word: string): readonly string[] | undefined {
  if (Object.hasOwn(SHORT, word)) return SHORT[word];
  const [, before, after] = /^([a-z]+)(n't|'s|'re|'m|'d|'ll)$/.exec(word) ?? [];
  if (before === undefined) return undefined;
  switch (after) {
    case "n't":
      return [before === 'does' || before === 'did' ? 'do' : before, 'not'];
    case "'re":
      return [before, 'are'];
    case "'ll":
      return [before, 'will'];
    case "'s":
      return /^(?:it|that|there|what)$/.test(before) ? [before, 'is'] : [before, "'s"];
    default:
      return undefined;
  }
}
