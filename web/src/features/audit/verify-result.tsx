import type { accountRoutes } from '#contract/accounts.ts'
import type { RouteResponse } from '#contract/route.ts'
import { Icon } from '../../shared/icons.tsx'

type Result = RouteResponse<typeof accountRoutes.verifyAudit>

const count = (n: number) => n.toLocaleString('zh-CN')

/** Whether the seals still fit the log; if not, where it first does not. */
export function VerifyResult({ result }: { result: Result }) {
  return (
    <section className={`sheet verify ${result.ok ? '' : 'verify-broken'}`} role="status">
      <h2>
        <Icon name={result.ok ? 'check' : 'warn'} />
        {result.ok ? '核验一致，没有发现改动' : '核验不一致，记录可能被改动'}
      </h2>
      <p>
        重新计算了 {count(result.seals)} 批封存、{count(result.sealedEvents)} 条记录；另有{' '}
        {count(result.unsealedEvents)} 条还没到封存时间。
      </p>
      {result.firstProblem && <p className="due">第一处不一致：{result.firstProblem}</p>}
      {!result.ok && <p>请立即告诉主管领导，先不要重启或改动服务器，保留备份以便查对。</p>}
    </section>
  )
}
