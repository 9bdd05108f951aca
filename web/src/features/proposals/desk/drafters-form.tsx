import { Button } from 'antd'
import { useState } from 'react'
import { ratingRoutes } from '#contract/rating.ts'
import { errorWords } from '../../../shared/api.ts'
import { PersonList } from '../../../shared/matter/person-list.tsx'
import { MemberSearch } from '../draft/member-search.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'

/** 集体提案的主要成员：提案的履职记在他们名下，主笔在前。 */
export function DraftersForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [drafters, setDrafters] = useState(proposal.drafters)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const save = async () => {
    setBusy(true)
    setRefusal('')
    try {
      const memberIds = drafters.map((one) => one.memberId)
      await act(ratingRoutes.nameDrafters, { params: { id: proposal.id }, body: { memberIds } }, doneWords.nameDrafters)
      onDone()
    } catch (error) {
      setRefusal(errorWords(error))
      setBusy(false)
    }
  }
  return (
    <>
      <p>
        {`${proposal.collectiveName ?? '提案单位'}的提案由哪几位委员执笔，就记入哪几位的履职台账：排在最前的是主笔。已入账的会随名单改正。`}
      </p>
      {drafters.length === 0 ? (
        <p className="field-hint">还没有确定主要成员，这件提案不记在任何委员名下。</p>
      ) : (
        <PersonList
          people={drafters.map(({ memberId, name }, place) => ({
            key: memberId,
            name,
            state: <span className="tag">{place === 0 ? '主笔' : '参与'}</span>,
            action: (
              <>
                {place > 0 && (
                  <Button
                    disabled={busy}
                    aria-label={`${name}为主笔`}
                    onClick={() => setDrafters([drafters[place]!, ...drafters.filter((_, i) => i !== place)])}
                  >
                    作主笔
                  </Button>
                )}{' '}
                <Button
                  disabled={busy}
                  aria-label={`去掉${name}`}
                  onClick={() => setDrafters(drafters.filter((one) => one.memberId !== memberId))}
                >
                  去掉
                </Button>
              </>
            ),
          }))}
        />
      )}
      <MemberSearch
        taken={drafters.map((one) => one.memberId)}
        busy={busy}
        choose="列入"
        onChoose={({ id, name }) => setDrafters([...drafters, { memberId: id, name }])}
      />
      <p className="field-problem" role="alert">
        {refusal}
      </p>
      <Button type="primary" loading={busy} onClick={() => void save()}>
        保存名单
      </Button>
    </>
  )
}
