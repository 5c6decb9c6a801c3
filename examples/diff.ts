import { diffPolicies, loadPolicy } from 'agent-aegis';

const policyWith = (limit: number) => {
  const loaded = loadPolicy(`
version: "1"
rules:
  - name: refunds
    match: { type: refund }
    conditions: { param_lte: { amount: ${limit} } }
    approval: auto
`);
  if (!loaded.ok) throw new Error('not a policy');
  return loaded.value.policy;
};
const { changes, equivalence } = diffPolicies(policyWith(100), policyWith(50));
for (const { kind, old, new: edited, example } of changes) {
  console.log(kind, old.approval, '->', edited.approval, JSON.stringify(example.action));
}
console.log(equivalence);
