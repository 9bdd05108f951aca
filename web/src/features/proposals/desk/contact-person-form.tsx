import { Button } from 'antd'
import { useState } from 'react'
import { ratingRoutes } from '#contract/rating.ts'
import { errorWords } from '../../../shared/api.ts'
import { MemberSearch } from '../draft/member-search.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'

/** 集体提案的联系人：代表提案单位评价答复、参加双向评议。 */
export function ContactPersonForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const { contactPerson } = proposal
  const name = async (memberId: string | null) => {
    setBusy(true)
    setRefusal('')
    try {
      await act(
        ratingRoutes.nameContact,
        { params: { id: proposal.id }, body: { memberId } },
        memberId === null ? '已不设联系人' : doneWords.nameContact,
      )
      onDone()
    } catch (error) {
      setRefusal(errorWords(error))
      setBusy(false)
    }
  }
  return (
    <>
      <p>
        {`联系人代表${proposal.collectiveName ?? '提案单位'}评价答复、参加双向评议，会收到消息和待办。没有联系人的，期满由办公室办结。`}
      </p>
      {contactPerson && (
        <p>
          {`现在的联系人：${contactPerson.name}　`}
          <Button disabled={busy} onClick={() => void name(null)}>
            不设联系人
          </Button>
        </p>
      )}
      <MemberSearch
        taken={[contactPerson?.memberId]}
        busy={busy}
        choose="选定"
        onChoose={(member) => void name(member.id)}
      />
      <p className="field-problem" role="alert">
        {refusal}
      </p>
    </>
  )
}
