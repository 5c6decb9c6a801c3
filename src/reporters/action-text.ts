import type { ActionInput } from '../decision/index.ts';
import { visibleText } from './visible-text.ts';

/** An action as it is written on the command line: `delete:prod_db`, and the agent where there is one. */
export function actionText({ type, target, agent }: ActionInput): string {
  const what = target === undefined ? nameText(type) : `${nameText(type)}:${nameText(target)}`;
  return agent === undefined ? what : `${what} by ${nameText(agent)}`;
}

/** A name may be anything that came in; what is no text is shown as JSON. */
function nameText(name: unknown): string {
  const text =
    typeof name === 'string' ? name : ((JSON.stringify(name) as string | undefined) ?? '<no type>');
  return visibleText(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
