/** What happens to an action, from the mildest to the strictest: it runs, a human is asked, it is refused. */
export const APPROVALS = ['auto', 'approve', 'block'] as const;
export type Approval = (typeof APPROVALS)[number];
