import { compilePolicy, explain, policyBuilder } from 'agent-aegis/policy';

const built = policyBuilder().rule('exports').match({ type: 'export*', target: 'crm' }).block().build();
if (built.ok) {
  const { decision, rules } = explain(compilePolicy(built.value), { type: 'export_all', target: 'crm' });
  console.log(decision.approval, rules.length);
}
