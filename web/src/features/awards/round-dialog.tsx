import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { type AwardKind, type AwardRound, type AwardRules, awardRoutes, nominator } from '#contract/awards.ts'
import { apiQuery } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { kindWords, nominatorWords, unitOf } from './words.ts'

export interface RoundBody {
  kind: AwardKind
  title: string
  fromYear: number
  toYear: number
  nominateUntil: string | null
  rules: AwardRules
}
type Values = Omit<RoundBody, 'kind' | 'rules'> & Omit<AwardRules, 'criteria'> & { criteria: string }

const filled = [{ required: true, whitespace: true }]
const needed = [{ required: true }]

/** A line a criterion: 调查研究扎实 25. */
const criteriaText = (criteria: AwardRules['criteria']) => criteria.map((one) => `${one.name} ${one.points}`).join('\n')
function criteriaOf(text: string): AwardRules['criteria'] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const criteria = lines.map((line) => /^(.{1,40}?)\s+(\d{1,3})\s*分?$/u.exec(line.trim()))
  if (
    criteria.length === 0 ||
    criteria.length > 20 ||
    criteria.some((one) => !one || Number(one[2]) < 1 || Number(one[2]) > 100)
  )
    return null
  return criteria.map((one) => ({ name: one![1]!.trim(), points: Number(one![2]) }))
}

/** Opens a round or changes one; begun with what the setting says for its kind. */
export function RoundDialog(props: {
  round: AwardRound | null
  onClose: () => void
  onOk: (body: RoundBody, key: string) => Promise<unknown>
}) {
  const { round, onClose, onOk } = props
  const defaults = useQuery(apiQuery(awardRoutes.getAwardDefaults, {}))
  const [kind, setKind] = useState<AwardKind>(round?.kind ?? 'proposals')
  const rules = round?.rules ?? defaults.data?.[kind]
  if (!rules) return null
  const year = Number(today().slice(0, 4))
  const initial: Partial<Values> = {
    title: round?.title ?? `${year} 年度${kindWords[kind]}`,
    fromYear: round?.fromYear ?? year,
    toYear: round?.toYear ?? year,
    nominateUntil: round?.nominateUntil ?? null,
    ...rules,
    criteria: criteriaText(rules.criteria),
  }
  return (
    <FormDialog<Values>
      key={kind}
      open
      title={round ? '修改评选' : '新开一轮评选'}
      okText={round ? '保存' : '新开'}
      initialValues={initial}
      onClose={onClose}
      onOk={({ title, fromYear, toYear, nominateUntil, criteria, ...rest }, key) =>
        onOk(
          {
            kind,
            title,
            fromYear,
            toYear,
            nominateUntil: nominateUntil ?? null,
            rules: { ...rules, ...rest, criteria: criteriaOf(criteria)! },
          },
          key,
        )
      }
      fields={
        <>
          {!round && (
            <Form.Item label="评什么">
              <Radio.Group
                value={kind}
                onChange={(event) => setKind(event.target.value as AwardKind)}
                options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
          )}
          <Form.Item name="title" label="名称" rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <div className="award-pair">
            <Form.Item name="fromYear" label="从哪一年" rules={needed}>
              <InputNumber min={1949} max={2200} precision={0} />
            </Form.Item>
            <Form.Item name="toYear" label="到哪一年" rules={needed}>
              <InputNumber min={1949} max={2200} precision={0} />
            </Form.Item>
          </div>
          <div className="award-pair">
            <Form.Item
              name="quotaPercent"
              label={kind === 'proposals' ? '名额占立案提案的 %' : '名额占承办单位的 %'}
              rules={needed}
              extra={`至少一${unitOf[kind]}`}
            >
              <InputNumber min={0.1} max={100} step={0.5} />
            </Form.Item>
            {kind === 'proposals' && (
              <Form.Item name="collectivePercent" label="其中集体提案不少于 %" rules={needed}>
                <InputNumber min={0} max={100} precision={0} />
              </Form.Item>
            )}
          </div>
          <Form.Item name="nominators" label="除办公室外，谁可以提名">
            <Checkbox.Group options={nominator.options.map((value) => ({ value, label: nominatorWords[value] }))} />
          </Form.Item>
          <Form.Item name="nominateUntil" label="提名到哪一天（可不填）">
            <DateInput />
          </Form.Item>
          <Form.Item name="method" label="怎样表决">
            <Radio.Group
              options={[
                { value: 'vote', label: '投票，每人至多选名额那么多' },
                { value: 'score', label: '逐条打分，按平均分' },
              ]}
            />
          </Form.Item>
          <Form.Item name="secret" valuePropName="checked" extra="无记名的，谁投了什么，系统里也查不到；投了不能改。">
            <Checkbox>无记名</Checkbox>
          </Form.Item>
          <Form.Item name="needsMajority" valuePropName="checked" extra="只对投票有用：得票要超过投票人数的一半。">
            <Checkbox>过半数才能入选</Checkbox>
          </Form.Item>
          <Form.Item
            name="criteria"
            label="评选标准"
            extra="一行一条，后面写分值，如“建议具体可行 25”。"
            rules={[
              {
                validator: (_, text: string) =>
                  criteriaOf(text ?? '')
                    ? Promise.resolve()
                    : Promise.reject(new Error('每行写一条标准，空一格写分值（1—100）')),
              },
            ]}
          >
            <Input.TextArea rows={5} maxLength={1000} />
          </Form.Item>
          <Form.Item name="noticeWorkingDays" label="公示几个工作日" rules={needed}>
            <InputNumber min={1} max={30} precision={0} />
          </Form.Item>
        </>
      }
    />
  )
}
