import { badgeEndpoint } from './badge.ts';
import type { BadgeColour } from './grade.ts';
import type { ScoreReport } from './score-report.ts';

/** Dark enough for white letters on them (contrast of at least 4.5 to 1, WCAG 2.2). */
const COLOURS: Readonly<Record<BadgeColour, string>> = {
  brightgreen: '#2b7a0b',
  green: '#4c7a06',
  yellow: '#846400',
  orange: '#b04a00',
  red: '#c0392b',
  lightgrey: '#6a6a6a',
};

const HEIGHT = 20;
const PADDING = 6;

/** The badge as an image of its own: it loads no font, style or script, and says in words what it shows. */
export function badgeSvg(report: ScoreReport): string {
  const { label, message, color } = badgeEndpoint(report);
  const left = widthOf(label) + 2 * PADDING;
  const right = widthOf(message) + 2 * PADDING;
  const title = `Aegis score: ${report.score === null ? 'no AI calls to judge' : message}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${title}">
  <title>${title}</title>
  <clipPath id="edge"><rect width="${left + right}" height="${HEIGHT}" rx="3"/></clipPath>
  <g clip-path="url(#edge)">
    <rect width="${left}" height="${HEIGHT}" fill="#444"/>
    <rect x="${left}" width="${right}" height="${HEIGHT}" fill="${COLOURS[color]}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
${textSvg(label, left / 2)}
${textSvg(message, left + right / 2)}
  </g>
</svg>
`;
}

/** `textLength` makes it fit whatever font there is. */
function textSvg(text: string, middle: number): string {
  return `    <text x="${middle}" y="14" textLength="${widthOf(text)}">${text}</text>`;
}

/** About what Verdana takes at 11 pixels for the letters and figures of a badge. */
function widthOf(text: string): number {
  return Math.round(text.length * 6.8);
}
