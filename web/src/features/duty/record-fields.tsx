import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import type { z } from 'zod'
import { type DutyChapter, type DutyPart, dutyKindOf, dutyLevel } from '#contract/duty-kinds.ts'
import { dutyRecordRoutes } from '#contract/duty-records.ts'
import { apiQuery } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { chapterWords, kindWord, levelWords, partWords } from './words.ts'

export type RecordValues = Omit<z.input<typeof dutyRecordRoutes.createDutyRecord.body>, 'memberId'>
type Typed = Partial<RecordValues>

/** What was typed as the route takes it: one part where the kind has one only. */
export function recordBody(values: Typed): RecordValues {
  const kind = values.kind ?? ''
  const parts = dutyKindOf(kind)?.parts ?? []
  return {
    kind,
    part: (values.part ?? parts[0]) as DutyPart,
    level: dutyKindOf(kind)?.level ? (values.level ?? null) : null,
    title: values.title ?? '',
    note: values.note ?? '',
    occurredOn: values.occurredOn ?? '',
    organiserGroupId: values.organiserGroupId ?? null,
  }
}

/** What nothing but a record tells comes first; meetings of the committee, which come by themselves, last. */
const chaptersInOrder: readonly DutyChapter[] = [
  'service',
  'studies',
  'commendations',
  'opinions',
  'inspections',
  'activities',
  'appraisals',
  'consultation',
  'speeches',
  'plenary',
  'standingCommittee',
]

/** What may be recorded: first what the year's targets ask for, then the rest by the chapters of the archive. */
function kindOptions(kinds: readonly { kind: string; target: string }[]) {
  const option = ({ kind, target }: { kind: string; target: string }) => ({
    value: kind,
    label: target ? `${kindWord(kind)}（${target}）` : kindWord(kind),
  })
  const rest = kinds.filter((one) => one.target === '')
  return [
    { label: '今年要做到的', options: kinds.filter((one) => one.target !== '').map(option) },
    ...chaptersInOrder.map((chapter) => ({
      label: chapterWords[chapter],
      options: rest.filter((one) => dutyKindOf(one.kind)?.chapter === chapter).map(option),
    })),
  ].filter((group) => group.options.length > 0)
}

const notToCome = (_: unknown, on: string | null | undefined) =>
  on && on > today() ? Promise.reject(new Error('日期不能晚于今天')) : Promise.resolve()

/** The fields of a duty recorded by hand; which ones, by its kind. */
export function RecordFields() {
  const options = useQuery(apiQuery(dutyRecordRoutes.getDutyRecordOptions, {}))
  const kind = Form.useWatch<string | undefined>('kind')
  const about = kind ? dutyKindOf(kind) : null
  return (
    <>
      <Form.Item name="kind" label="做的是哪一类事" rules={[{ required: true, message: '请选择类别' }]}>
        <Select
          options={kindOptions(options.data?.kinds ?? [])}
          loading={options.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          virtual={false}
          listHeight={360}
          placeholder="如 宣讲、联系村（社区）、帮扶企业"
        />
      </Form.Item>
      <Form.Item name="title" label="事项" rules={[{ required: true, whitespace: true, message: '请写明做了什么' }]}>
        <Input maxLength={200} placeholder="一句话写明做了什么" />
      </Form.Item>
      <div className="field-grid">
        <Form.Item
          name="occurredOn"
          label="哪一天"
          rules={[{ required: true, message: '请填日期' }, { validator: notToCome }]}
        >
          <DateInput />
        </Form.Item>
        {about && about.parts.length > 1 && (
          <Form.Item name="part" label="身份" rules={[{ required: true, message: '请选择身份' }]}>
            <Select options={about.parts.map((value) => ({ value, label: partWords[value] }))} />
          </Form.Item>
        )}
        {about?.level && (
          <Form.Item name="level" label="级别" extra="由哪一级组织、采用或表彰。">
            <Select allowClear options={dutyLevel.options.map((value) => ({ value, label: levelWords[value] }))} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="organiserGroupId" label="由谁组织" extra="谁组织谁审核：选了专委会或小组，由它的负责人审核。">
        <Select
          allowClear
          placeholder="本会机关（由委员联络办审核）"
          options={(options.data?.organisers ?? []).map((one) => ({
            value: one.id,
            label: `${one.name}（${one.kindName}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label="情况说明">
        <Input.TextArea rows={4} maxLength={2000} showCount placeholder="地点、对象、效果等" />
      </Form.Item>
    </>
  )
}
