import { Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { MemberSearch } from '../proposals/draft/member-search.tsx'
import type { Judged } from './desk-judge.ts'
import type { Desk } from './use-desk.ts'

interface Props {
  at: Desk
  onSaid: (said: Judged) => void
  close: () => void
}

/** Somebody stands at the desk who was not invited: put on the list with a word on why, and checked in. */
export function WalkInDialog({ at, onSaid, close }: Props) {
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const listed = at.desk?.members.map((one) => one.id) ?? []
  return (
    <FormDialog<{ words: string; must?: boolean; chosen?: string }>
      open
      title="补进名单并签到"
      okText={chosen ? `补请${chosen.name}并签到` : '补请并签到'}
      initialValues={{ must: false }}
      onClose={close}
      onOk={async ({ words, must = false }) => {
        if (chosen) onSaid(await at.addComer({ memberId: chosen.id, must, words }))
      }}
      fields={
        <>
          {chosen ? (
            <p>
              <strong>{chosen.name}</strong>　<LinkButton onClick={() => setChosen(null)}>换一位</LinkButton>
            </p>
          ) : (
            <Form.Item name="chosen" rules={[{ required: true, message: '请查找，点名字后面的“选”' }]}>
              <MemberSearch taken={listed} busy={false} choose="选" onChoose={setChosen} />
            </Form.Item>
          )}
          <Form.Item
            name="words"
            label="为什么补"
            rules={[{ required: true, whitespace: true, message: '请写一句' }]}
            extra="如：发通知时漏列；秘书长同意列席后转为参加。记进经过。"
          >
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="must" valuePropName="checked" extra="不勾的按自愿参加记，不进应到人数。">
            <Checkbox>本来就该到（应到）</Checkbox>
          </Form.Item>
        </>
      }
    />
  )
}
