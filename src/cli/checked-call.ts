import { actionText, type CheckedCall } from '../reporters/index.ts';
import type { Acknowledgement } from '../store/index.ts';
import type { CallJudge, JudgedCall } from './call-judge.ts';

/** A call that was decided about and recorded, as it is told. */
export function checkedCall(
  { log }: CallJudge,
  { asked, decision, event }: JudgedCall,
  permission: CheckedCall['permission'],
  { sequence, hash }: Acknowledgement,
): CheckedCall {
  return {
    permission,
    decision,
    call: actionText(asked.input),
    ...(asked.callId === undefined ? {} : { id: asked.callId }),
    ...(asked.session === undefined ? {} : { session: asked.session }),
    entry: { log, sequence, hash, eventId: event.event_id },
  };
}
