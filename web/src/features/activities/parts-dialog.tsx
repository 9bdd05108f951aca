import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { Activity } from '#contract/activities.ts'
import { activityPartRoutes } from '#contract/activity-parts.ts'
import type { Group } from '#contract/committees.ts'
import { call } from '../../shared/api.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { toast } from '../../shared/toast.tsx'
import { fromField } from '../evaluations/times.ts'
import { valuesOf } from './activity-fields.tsx'
import { halfDaysOf } from './half-days.ts'
import { useGroups } from './invitation.tsx'
import { TimeFields } from './when-fields.tsx'

/** Group meetings of a long meeting are half a day each, the first after the opening. */
export function timesOfPart(parent: Activity): { startsAt: string; endsAt: string } {
  const { startsAt, endsAt } = valuesOf(parent)
  const day = startsAt.slice(0, 10)
  const afternoon = { startsAt: `${day}T14:30`, endsAt: `${day}T17:00` }
  return parent.halfDays > 1 && startsAt < afternoon.startsAt && endsAt >= afternoon.endsAt
    ? afternoon
    : { startsAt, endsAt }
}

interface Props {
  one: Activity
  close: () => void
}
interface Values {
  startsAt: string
  endsAt: string
  name: string
  places?: Record<string, string>
}

/** 按小组各添一场: one sub-meeting a group, at one time, each in its own room. */
export function PartsDialog({ one, close }: Props) {
  const client = useQueryClient()
  const { groups, kinds } = useGroups()
  const offered = kinds.filter(({ code }) => groups.some((group) => group.kind === code && group.memberCount > 0))
  const [chosenKind, setKind] = useState<string | null>(null)
  const kind = chosenKind ?? offered[0]?.code ?? ''
  const here = groups.filter((group) => group.kind === kind && group.memberCount > 0)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = here.filter((group) => !left.has(group.id))
  const choose = (group: Group, on: boolean) => {
    const next = new Set(left)
    if (on) next.delete(group.id)
    else next.add(group.id)
    setLeft(next)
  }
  const chooseAll = (on: boolean) => setLeft(new Set(on ? [] : here.map((group) => group.id)))
  return (
    <FormDialog<Values>
      open
      title="按小组各添一场"
      okText={`添 ${chosen.length} 场`}
      initialValues={{ ...timesOfPart(one), name: '分组讨论' }}
      onClose={close}
      onOk={async ({ startsAt, endsAt, name, places }, key) => {
        if (chosen.length === 0) throw new Error('请至少勾选一个组')
        const { added } = await call(
          activityPartRoutes.addParts,
          {
            params: { id: one.id },
            body: {
              kind: one.kind === 'plenary' ? 'plenarySubMeeting' : one.kind,
              startsAt: fromField(startsAt) ?? '',
              endsAt: fromField(endsAt) ?? '',
              halfDays: halfDaysOf(startsAt, endsAt) ?? 1,
              parts: chosen.map((group) => ({
                groupId: group.id,
                title: `${group.name}${name.trim()}`,
                place: places?.[group.id] ?? '',
              })),
            },
          },
          { idempotencyKey: key },
        )
        toast(`添了 ${added} 场，都是草稿；核对以后点“一起发通知”`)
        await client.invalidateQueries()
      }}
      fields={
        <>
          <div className="field-grid">
            <TimeFields />
          </div>
          <Form.Item
            name="name"
            label="名称"
            rules={[{ required: true, whitespace: true, message: '请填写' }]}
            extra={`前面加上组名，如“${chosen[0]?.name ?? '第一组'}分组讨论”。`}
          >
            <Input maxLength={50} />
          </Form.Item>
          {offered.length > 1 && (
            <Form.Item label="按什么分">
              <Radio.Group
                className="leave-kinds"
                value={kind}
                onChange={(event) => setKind(event.target.value as string)}
                options={offered.map(({ code, name }) => ({ value: code, label: name }))}
              />
            </Form.Item>
          )}
          <p className="faint">各组的成员应到，由召集人主持、批假、记录。地点不一样的分别填。</p>
          <p>
            <LinkButton disabled={chosen.length === here.length} onClick={() => chooseAll(true)}>
              全选
            </LinkButton>
            <LinkButton disabled={chosen.length === 0} onClick={() => chooseAll(false)}>
              全不选
            </LinkButton>
            <span className="faint">{`已选 ${chosen.length}／${here.length} 组`}</span>
          </p>
          <ul className="part-rows">
            {here.map((group) => (
              <li key={group.id}>
                <Checkbox checked={!left.has(group.id)} onChange={(event) => choose(group, event.target.checked)}>
                  {group.name} <span className="faint">{`${group.memberCount} 人`}</span>
                </Checkbox>
                <Form.Item name={['places', group.id]} noStyle>
                  <Input
                    aria-label={`${group.name}的地点`}
                    placeholder="地点"
                    maxLength={200}
                    disabled={left.has(group.id)}
                  />
                </Form.Item>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}

/** 一起发通知: all sub-meetings in draft. */
export function AnnouncePartsDialog({ one, close }: Props) {
  const client = useQueryClient()
  const drafts = one.parts.filter((part) => part.state === 'draft')
  const nowhere = drafts.filter((part) => part.place.trim() === '').length
  return (
    <ConfirmDialog
      open
      title="一起发通知"
      okText={`发 ${drafts.length} 场的通知`}
      onClose={close}
      onOk={async () => {
        const params = { id: one.id }
        const { announced, invited, empty } = await call(activityPartRoutes.announceParts, { params })
        const rest = empty.length > 0 ? `；没有人可请、还是草稿的：${empty.join('、')}` : ''
        toast(`已发 ${announced} 场的通知，共 ${invited} 人次${rest}`)
        await client.invalidateQueries()
      }}
    >
      <p>{`给 ${drafts.length} 场还是草稿的分会发通知，各按自己的邀请范围定下名单。`}</p>
      {nowhere > 0 && <p className="due">{`有 ${nowhere} 场没有写地点，通知里就没有地点。`}</p>}
    </ConfirmDialog>
  )
}
