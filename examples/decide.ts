import { compilePolicy, decide, loadPolicy } from 'agent-aegis';

const text = `
version: "1"
rules:
  - name: deletes
    match: { type: "*delete*" }
    approval: block
    reason: records are never deleted
  - name: small_refunds
    match: { type: refund }
    conditions:
      param_lte: { amount: 25 }
    approval: auto
`;

const loaded = loadPolicy(text);
if (!loaded.ok) throw new Error(loaded.error.map(({ message }) => message).join('\n'));
const policy = compilePolicy(loaded.value.policy);

const refused = decide(policy, { type: 'Delete_Contact', target: 'crm' });
console.log(refused.approval, refused.rule, refused.reason);

const small = decide(policy, { type: 'refund', params: { amount: 20 } });
console.log(small.approval, small.isAllowed);

const unclear = decide(policy, { type: 'refund', params: {} });
console.log(unclear.approval, unclear.unknown[0]?.why);
