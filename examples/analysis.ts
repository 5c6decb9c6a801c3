import { analyzePolicy, findWitness, loadPolicy } from 'agent-aegis';

const text = `
version: "1"
rules:
  - name: no_deletes
    match: { type: "delete*" }
    risk_level: critical
    approval: block
  - name: reads
    match: { type: "get*" }
    risk_level: low
    approval: auto
  - name: no_user_deletes
    match: { type: "delete_user" }
    approval: block
invariants:
  - name: deletes are looked at
    never: { match: { type: "*delete*" }, approval: auto }
`;

const loaded = loadPolicy(text);
if (!loaded.ok) throw new Error(loaded.error.map(({ message }) => message).join('\n'));
const { policy } = loaded.value;

const { invariants, findings, isComplete } = analyzePolicy(policy);
for (const { invariant, result } of invariants) {
  const by = result.kind === 'refuted' ? `${result.example.action.type} by ${result.by.name}` : '';
  console.log(invariant.name, result.kind, by);
}
for (const finding of findings) {
  if (finding.kind === 'shadowed') console.log(finding.rule.name, 'after', finding.cover[0]?.name);
}
console.log(isComplete);

const answer = findWitness(policy, { match: { type: 'delete*' }, approval: ['auto', 'approve'] });
if (answer.ok) console.log(answer.value.kind);
