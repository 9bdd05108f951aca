import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { type Appraisal, appraisalRoutes } from '#contract/appraisals.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'

/** Which units are appraised: by the number of proposals of that year, then one by one. Each tick is saved at once. */
export function UnitChoice({ one, done }: { one: Appraisal; done: () => Promise<unknown> }) {
  const candidates = useQuery(apiQuery(appraisalRoutes.listAppraisalCandidates, { params: { id: one.id } }))
  const [least, setLeast] = useState(one.minimumProposals)
  const [busy, setBusy] = useState(false)
  const leastId = useId()
  const choose = async (body: { way: 'atLeast'; proposals: number } | { way: 'byHand'; unitIds: string[] }) => {
    setBusy(true)
    try {
      const { units } = await call(appraisalRoutes.chooseAppraisedUnits, { params: { id: one.id }, body })
      if (body.way === 'atLeast') toast(`选定了 ${units} 家单位`)
      await done()
    } catch (error) {
      toastError(error)
      await done()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={`参评单位（${one.units.length} 家）`}>
      <div className="rule-row">
        <label htmlFor={leastId}>{`${one.year} 年办理提案不少于`}</label>
        <InputNumber
          id={leastId}
          min={1}
          max={1000}
          precision={0}
          value={least}
          onChange={(value) => setLeast(value ?? 1)}
        />
        <span>件的</span>
        <Button disabled={busy} onClick={() => void choose({ way: 'atLeast', proposals: least })}>
          都选上
        </Button>
      </div>
      <QueryState
        query={candidates}
        isEmpty={({ units }) => units.length === 0}
        empty={
          <EmptyState title="还没有承办单位">
            <p>先在“承办单位”里添加。</p>
          </EmptyState>
        }
      >
        {({ units }) => {
          const chosen = units.filter((unit) => unit.chosen).map((unit) => unit.unitId)
          return (
            <ul className="tick-list">
              {units.map((unit) => (
                <li key={unit.unitId}>
                  <label>
                    <input
                      type="checkbox"
                      checked={unit.chosen}
                      disabled={busy}
                      onChange={() =>
                        void choose({
                          way: 'byHand',
                          unitIds: unit.chosen ? chosen.filter((id) => id !== unit.unitId) : [...chosen, unit.unitId],
                        })
                      }
                    />
                    <span>{unit.name}</span>
                    <span className="faint">{`${unit.proposals} 件`}</span>
                  </label>
                </li>
              ))}
            </ul>
          )
        }}
      </QueryState>
    </Section>
  )
}
