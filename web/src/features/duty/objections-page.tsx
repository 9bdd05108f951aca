import './duty.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import {
  type DutyObjection,
  type DutyObjectionState,
  type DutyRemedy,
  dutyObjectionState,
  dutyRoutes,
} from '#contract/duty.ts'
import {
  type DutyAttendance,
  type DutyLevel,
  type DutyPart,
  dutyAttendance,
  dutyKindOf,
  dutyLevel,
} from '#contract/duty-kinds.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { Instant } from '../../shared/date-text.tsx'
import { formatCivil, today } from '../../shared/dates.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { useListState } from '../../shared/url-state.ts'
import { aboutLine, DutyTitle } from './duty-line.tsx'
import {
  attendanceWords,
  kindWord,
  levelWords,
  objectionTones,
  objectionWords,
  partWords,
  remedyDone,
  remedyWords,
} from './words.ts'

/** Objections to entries of the ledger, with what was answered. */
export function ObjectionsPage() {
  const me = useMe()
  const member = hasRole(me, 'member')
  const client = useQueryClient()
  const list = useListState<{ state?: DutyObjectionState }>()
  const { state, cursor } = list.search
  const query = useQuery({
    ...apiQuery(dutyRoutes.listDutyObjections, { query: { state, cursor } }),
    placeholderData: (before) => before,
  })
  const [answering, setAnswering] = useState<DutyObjection | null>(null)
  const [withdrawing, setWithdrawing] = useState<DutyObjection | null>(null)
  const done = () => client.invalidateQueries()
  return (
    <Page title="对台账的异议" lead={member ? '您提出的异议和答复。' : '委员对台账记录提出的异议，请核实后答复。'}>
      <DutyTabs />
      <Filters
        first={
          <SelectFilter
            label="状态"
            value={state}
            onChange={(value) => list.filter({ state: value })}
            options={dutyObjectionState.options.map((one) => [one, objectionWords[one]])}
          />
        }
        count={0}
        clear={list.clear}
      />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="没有异议">{member && <p>台账里哪一条不对，就在那一条旁边点“有异议”。</p>}</EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            {items.map((one) => (
              <section key={one.id} className="sheet section" aria-label={`对「${one.entry.title}」的异议`}>
                <p>
                  <StateTag tone={objectionTones[one.state]}>{objectionWords[one.state]}</StateTag>{' '}
                  <strong>{one.memberName}</strong> <Instant value={one.raisedAt} />
                </p>
                <p>
                  {one.became && <strong>原记：</strong>}
                  {formatCivil(one.entry.occurredOn)} {kindWord(one.entry.kind)}：
                  <DutyTitle line={{ ...one.entry, opens: one.opens }} />
                  {factsOf(one.entry, one.entry.kind)}
                </p>
                {one.became && (
                  <p>
                    <strong>更正为：</strong>
                    {formatCivil(one.became.occurredOn)} {one.became.title}
                    {factsOf(one.became, one.entry.kind)}
                  </p>
                )}
                <p className="preserve">
                  <strong>异议：</strong>
                  {one.reason}
                </p>
                {one.answer && (
                  <p className="preserve">
                    <strong>答复：</strong>
                    {one.answer}
                    <span className="faint">
                      （{one.answeredByName}
                      {one.remedy && `，${remedyDone[one.remedy]}`}）
                    </span>
                  </p>
                )}
                {one.actions.length > 0 && (
                  <div className="page-actions">
                    {one.actions.includes('answer') && (
                      <Button type="primary" onClick={() => setAnswering(one)}>
                        答复
                      </Button>
                    )}
                    {one.actions.includes('withdraw') && <Button onClick={() => setWithdrawing(one)}>撤回异议</Button>}
                  </div>
                )}
              </section>
            ))}
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {answering && <AnswerDialog objection={answering} close={() => setAnswering(null)} done={done} />}
      <ReasonDialog
        open={withdrawing !== null}
        title="撤回异议"
        okText="撤回"
        needed={false}
        maxLength={500}
        onClose={() => setWithdrawing(null)}
        onOk={async (note) => {
          await call(dutyRoutes.withdrawDutyObjection, { params: { id: withdrawing!.id }, body: { note } })
          await done()
        }}
      />
    </Page>
  )
}

/** How it was recorded: attendance, half days, level. */
const factsOf = (entry: NonNullable<DutyObjection['became']>, kind: string): string => {
  const facts = [
    entry.attendance && `记为${attendanceWords[entry.attendance]}`,
    aboutLine({ ...entry, kind, sharers: 1 }),
  ].filter(Boolean)
  return facts.length > 0 ? `（${facts.join('，')}）` : ''
}

interface Values {
  outcome: DutyRemedy | 'refuse'
  answer: string
  title: string
  part: DutyPart
  attendance?: DutyAttendance | null
  level?: DutyLevel | null
  quantity: number
  occurredOn: string
}

/** The last day of the year of the act that is not to come: a correction leaves it in its year. */
const lastDayOf = (day: string): string => {
  const end = `${day.slice(0, 4)}-12-31`
  return end < today() ? end : today()
}
const optionsOf = <K extends string>(keys: readonly K[], words: Record<K, string>) =>
  keys.map((value) => ({ value, label: words[value] }))

function AnswerDialog(props: { objection: DutyObjection; close: () => void; done: () => Promise<unknown> }) {
  const { objection, close, done } = props
  const { entry } = objection
  const kind = dutyKindOf(entry.kind)
  return (
    <FormDialog<Values>
      open
      title={`答复${objection.memberName}的异议`}
      okText="答复"
      initialValues={{ ...entry, outcome: objection.remedies[0]! }}
      onClose={close}
      onOk={async ({ outcome, answer, title, part, attendance, level, quantity, occurredOn }) => {
        const change =
          outcome === 'replace'
            ? { title, part, attendance: attendance ?? null, level: level ?? null, quantity, occurredOn }
            : null
        const remedy = outcome === 'refuse' ? null : outcome
        await call(dutyRoutes.answerDutyObjection, {
          params: { id: objection.id },
          body: { version: objection.version, answer, remedy, change },
        })
        await done()
      }}
      fields={
        <>
          <p>
            {formatCivil(entry.occurredOn)} {kindWord(entry.kind)}：
            <DutyTitle line={{ ...entry, opens: objection.opens }} />
            {factsOf(entry, entry.kind)}
          </p>
          <p className="preserve">
            <strong>异议：</strong>
            {objection.reason}
          </p>
          <Form.Item name="outcome" label="怎样处理" rules={[{ required: true }]}>
            <Radio.Group vertical>
              {objection.remedies.map((one) => (
                <Radio key={one} value={one}>
                  {remedyWords[one]}
                </Radio>
              ))}
              <Radio value="refuse">异议不成立，不予更正</Radio>
            </Radio.Group>
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.outcome !== b.outcome}>
            {({ getFieldValue }) =>
              getFieldValue('outcome') === 'replace' && (
                <>
                  {entry.subjectKind === 'activity' && <p className="faint">只改到会情况的，签到名单跟着改。</p>}
                  <Form.Item name="title" label="事项" rules={[{ required: true, whitespace: true }]}>
                    <Input maxLength={200} />
                  </Form.Item>
                  <div className="field-grid">
                    <Form.Item name="occurredOn" label="日期" rules={[{ required: true }]}>
                      <DateInput min={`${entry.occurredOn.slice(0, 4)}-01-01`} max={lastDayOf(entry.occurredOn)} />
                    </Form.Item>
                    <Form.Item name="part" label="身份" rules={[{ required: true }]}>
                      <Select options={optionsOf(kind?.parts ?? [], partWords)} />
                    </Form.Item>
                    {kind?.attendance && (
                      <Form.Item name="attendance" label="到会情况" rules={[{ required: true }]}>
                        <Select options={optionsOf(dutyAttendance.options, attendanceWords)} />
                      </Form.Item>
                    )}
                    {kind?.level && (
                      <Form.Item name="level" label="级别">
                        <Select allowClear options={optionsOf(dutyLevel.options, levelWords)} />
                      </Form.Item>
                    )}
                    <Form.Item name="quantity" label="半天数（会议）" hidden={!entry.kind.startsWith('meeting.')}>
                      <InputNumber min={1} max={200} precision={0} />
                    </Form.Item>
                  </div>
                </>
              )
            }
          </Form.Item>
          <Form.Item name="answer" label="给委员的答复" rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea rows={3} maxLength={1000} showCount />
          </Form.Item>
        </>
      }
    />
  )
}
