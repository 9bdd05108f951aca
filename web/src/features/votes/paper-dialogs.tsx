import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { attendanceRoutes } from '#contract/attendance.ts'
import { nameOf, type PaperCount, type Vote, voteRoutes } from '#contract/votes.ts'
import { apiQuery, call, errorWords } from '../../shared/api.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { PersonList } from '../../shared/matter/person-list.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { markWords, partsOf } from './words.ts'

/** Gives paper to somebody who has a ballot and cannot vote on their own phone, or takes it back. */
export function GivePaperDialog({
  vote,
  onClose,
  done,
}: {
  vote: Vote
  onClose: () => void
  done: () => Promise<unknown>
}) {
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useQuery({
    ...apiQuery(attendanceRoutes.listAttendees, {
      params: { id: vote.activityId },
      query: { show: 'came', q, limit: 12 },
    }),
    enabled: q !== '',
  })
  const give = async (memberId: string, name: string, onPaper: boolean) => {
    try {
      await call(voteRoutes.givePaper, { params: { id: vote.id }, body: { memberId, onPaper } })
      setSaid(onPaper ? `请给${name}一张纸质票；${name}不能再在网上投。` : `${name}可以在网上投了，请收回纸质票。`)
      toast('已记下')
      await done()
    } catch (error) {
      setSaid(`${name}：${errorWords(error)}`)
    }
  }
  return (
    <Modal open title="发纸质票" footer={<Button onClick={onClose}>完成</Button>} onCancel={onClose} destroyOnHidden>
      <p>
        没有账号的委员，开始时已经记为纸质票。带不了手机、投不了的，在这里换成纸质票；已经在网上投了的换不了。只有一两张纸质票的，看得出是谁投的，不能计票：要么不发，要么至少三张。
      </p>
      <input
        type="search"
        className="search-box"
        value={typed}
        maxLength={30}
        aria-label="找到会的委员"
        placeholder="姓名或拼音"
        onChange={(event) => setTyped(event.target.value)}
      />
      {said && <p role="status">{said}</p>}
      {q !== '' && (
        <QueryState
          query={found}
          lines={2}
          isEmpty={({ items }) => items.length === 0}
          empty={<p className="faint">到会的委员里没有这个名字。</p>}
        >
          {({ items }) => (
            <PersonList
              people={items.map((one) => ({
                key: one.id,
                name: one.name,
                about: one.sector,
                action: (
                  <>
                    <Button onClick={() => void give(one.id, one.name, true)}>发纸质票</Button>{' '}
                    <Button onClick={() => void give(one.id, one.name, false)}>改回网上投</Button>
                  </>
                ),
              }))}
            />
          )}
        </QueryState>
      )}
    </Modal>
  )
}

type Sums = Record<'for' | 'against' | 'abstain', number>
interface Typed {
  returned: number
  invalid: number
  motion?: Sums
  candidates?: Record<string, Sums>
  writeIns?: string
}
const sumFields = ['for', 'against', 'abstain'] as const

/** `张三 2、李四`: a name and its votes, one where none is given. */
export const writtenIn = (text: string): PaperCount['writeIns'] =>
  partsOf(text).map((one) => {
    const [, name = one, votes = '1'] = /^(.*?)\s*(\d+)?\s*票?$/.exec(one) ?? []
    return { name: nameOf(name), for: Number(votes) }
  })

/** Closes a vote; where paper was given out, with what the scrutineers counted of it. */
export function CloseDialog({
  vote,
  onClose,
  done,
}: {
  vote: Vote
  onClose: () => void
  done: () => Promise<unknown>
}) {
  const onPaper = vote.issuedOnPaper ?? 0
  const close = async (paper?: PaperCount) => {
    await call(voteRoutes.closeVote, { params: { id: vote.id }, body: paper ? { paper } : {} })
    toast('已计票')
    await done()
  }
  const words = `发出 ${vote.issued} 张，网上收回 ${vote.returned ?? 0} 张。结束以后，没有投的不能再投。`
  const dialog = { open: true, title: '结束并计票？', okText: '结束并计票', decisive: true, onClose }
  if (onPaper === 0)
    return (
      <ConfirmDialog {...dialog} onOk={() => close()}>
        <p>{words}</p>
      </ConfirmDialog>
    )
  return (
    <FormDialog<Typed>
      {...dialog}
      initialValues={{ invalid: 0 }}
      onOk={(typed) =>
        close({
          returned: typed.returned,
          invalid: typed.invalid,
          motion: vote.kind === 'motion' ? sumsOf(typed.motion) : null,
          candidates: vote.candidates.map((one) => ({ candidateId: one.id, ...sumsOf(typed.candidates?.[one.id]) })),
          writeIns: writtenIn(typed.writeIns ?? ''),
        })
      }
      fields={
        <>
          <div className="vote-sums">
            <Amount name={['returned']} label="收回纸质票" most={onPaper} />
            <Amount name={['invalid']} label="其中无效" most={onPaper} />
          </div>
          {vote.kind === 'motion' ? (
            <SumsOf name={['motion']} most={onPaper} />
          ) : (
            vote.candidates.map((one) => (
              <fieldset key={one.id} className="vote-sums-of">
                <legend>{one.name}</legend>
                <SumsOf name={['candidates', one.id]} most={onPaper} />
              </fieldset>
            ))
          )}
          {vote.kind === 'election' && vote.rules.writeIns && (
            <Form.Item name="writeIns" label="另选他人（姓名和票数，如“张三 2、李四 1”，没有就不填）">
              <Input maxLength={300} />
            </Form.Item>
          )}
        </>
      }
    >
      <p>
        {words}另发了纸质票 {onPaper}{' '}
        张：请把监票人清点的结果填在下面，和网上的票合在一起计。每一位的赞成、反对、弃权加起来，要等于收回的有效票。
      </p>
    </FormDialog>
  )
}

const sumsOf = (typed: Partial<Sums> | undefined): Sums => ({
  for: typed?.for ?? 0,
  against: typed?.against ?? 0,
  abstain: typed?.abstain ?? 0,
})

function SumsOf({ name, most }: { name: string[]; most: number }) {
  return (
    <div className="vote-sums">
      {sumFields.map((mark) => (
        <Amount key={mark} name={[...name, mark]} label={markWords[mark]} most={most} />
      ))}
    </div>
  )
}

function Amount({ name, label, most }: { name: string[]; label: string; most: number }) {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: '请填张数' }]}>
      <InputNumber min={0} max={most} />
    </Form.Item>
  )
}
