import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantInZone } from '../../src/decision/index.ts';

const iso = (text: string, zone = 'Europe/Berlin'): string => {
  const instant = instantInZone(text, zone);
  return instant.ok ? new Date(instant.value).toISOString() : instant.error;
};

describe('an instant as a user writes it', () => {
  test.each([
    ['2026-03-01T18:00:00Z', '2026-03-01T18:00:00.000Z'],
    ['2026-03-01t18:00:00z', '2026-03-01T18:00:00.000Z'],
    ['2026-03-01 18:00Z', '2026-03-01T18:00:00.000Z'],
    ['2026-03-01T18:00:00+01:30', '2026-03-01T16:30:00.000Z'],
    ['2026-03-01T18:00:00-01:30', '2026-03-01T19:30:00.000Z'],
    ['2026-03-01T18:00:00+23:59', '2026-02-28T18:01:00.000Z'],
    ['2026-03-01T18:00:00.25Z', '2026-03-01T18:00:00.250Z'],
    ['2026-03-01T18:00:00.007999999Z', '2026-03-01T18:00:00.007Z'],
    ['2026-03-01T18:00:60Z', '2026-03-01T18:01:00.000Z'],
    ['0099-03-01T18:00:00Z', '0099-03-01T18:00:00.000Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ])('%s with an offset is %s', (text, instant) => {
    expect(iso(text)).toBe(instant);
  });

  test.each([
    ['2026-01-15T18:00', '2026-01-15T17:00:00.000Z'],
    ['2026-07-15T18:00', '2026-07-15T16:00:00.000Z'],
    ['2026-07-15T00:30:15.5', '2026-07-14T22:30:15.500Z'],
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s is local time in Berlin, %s', (text, instant) => {
    expect(iso(text)).toBe(instant);
  });

  test('of a time that clocks show twice the earlier is meant', () => {
    expect(iso('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  test('a time that clocks skip is none', () => {
    expect(iso('2026-03-29T02:30')).toBe('skipped');
    expect(iso('2026-03-29T02:00')).toBe('skipped');
    expect(iso('2026-03-08T02:30', 'America/New_York')).toBe('skipped');
    expect(iso('2026-03-29T02:30+01:00')).toBe('2026-03-29T01:30:00.000Z');
  });

  test.each([
    ...['', 'now', '2026-03-01', '18:00', '26-03-01T18:00Z', '2026-03-01T18Z', '2026-03-01T18:00Zx'],
    ...['x2026-03-01T18:00Z', '2026-03-01T18:00+1:00', '2026-03-01T18:00+0100', '2026-3-1T18:00Z'],
    ...['2026-02-29T18:00Z', '2026-00-01T18:00Z', '2026-13-01T18:00Z', '2026-04-31T18:00'],
    ...['2026-03-01T24:00Z', '2026-03-01T18:60Z', '2026-03-01T18:00:61Z', '2026-03-00T18:00Z'],
    ...['2026-03-01T18:00+24:00', '2026-03-01T18:00-01:60', '2026-03-01T18:00:00.Z'],
    '2026-03-01T18:00:00.0123456789Z',
  ])('`%s` is none', (text) => {
    expect(iso(text)).toBe('malformed');
  });

  test('the local time of an instant leads back to it, or to an hour before it', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    const minute = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
    fc.assert(
      fc.property(zones, minute, (zone, minutes) => {
        const instant = minutes * 60_000;
        const local = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
        }).format(instant);
        const found = instantInZone(local, zone);
        expect([instant, instant - 3_600_000]).toContain(found.ok ? found.value : found.error);
      }),
      { numRuns: 200 },
    );
  });
});
