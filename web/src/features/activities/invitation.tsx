import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Radio, Select } from 'antd'
import { useState } from 'react'
import type { InvitationRule } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { MemberSearch } from '../proposals/draft/member-search.tsx'
import { postWords } from './words.ts'

const wayWords = { all: '全体委员', groups: '按界别、小组、专委会', posts: '按政协职务', byHand: '按姓名' } as const
type Way = keyof typeof wayWords

export function useGroups() {
  const groups = useQuery(apiQuery(committeeRoutes.listGroups, { query: {} }))
  const kinds = useQuery(apiQuery(committeeRoutes.listGroupKinds, {}))
  return { groups: groups.data?.items ?? [], kinds: kinds.data?.items ?? [] }
}

/** What one rule says: 经济界、农业界，自愿. */
export function RuleWords({ rule, names }: { rule: InvitationRule; names: ReadonlyMap<string, string> }) {
  const { groups } = useGroups()
  const who =
    rule.way === 'all'
      ? '全体委员'
      : rule.way === 'groups'
        ? rule.groupIds.map((id) => groups.find((group) => group.id === id)?.name ?? '…').join('、')
        : rule.way === 'posts'
          ? rule.posts.map((post) => postWords[post]).join('、')
          : rule.memberIds.every((id) => names.has(id))
            ? rule.memberIds.map((id) => names.get(id)).join('、')
            : `指定的 ${rule.memberIds.length} 名委员`
  return (
    <span className="rule-words">
      {who}
      <span className="faint">{rule.must ? '（应到）' : '（自愿）'}</span>
    </span>
  )
}

interface RuleProps {
  title: string
  /** Whether others may be obliged to come: a member who invites may not. */
  mayOblige: boolean
  /** Who started it asks more by name, not whole groups. */
  byNameOnly?: boolean
  onClose: () => void
  onOk: (rule: InvitationRule, names: ReadonlyMap<string, string>) => Promise<unknown>
}

/** One rule of who is invited. */
export function RuleDialog({ title, mayOblige, byNameOnly = false, onClose, onOk }: RuleProps) {
  const [way, setWay] = useState<Way>(mayOblige ? 'groups' : 'byHand')
  const [chosen, setChosen] = useState<{ id: string; name: string }[]>([])
  const { groups, kinds } = useGroups()
  return (
    <FormDialog<{ groupIds?: string[]; posts?: (keyof typeof postWords)[]; must?: boolean; chosen?: string }>
      open
      title={title}
      okText={way === 'byHand' ? `确定（${chosen.length} 人）` : '添上'}
      initialValues={{ must: mayOblige }}
      onClose={onClose}
      onOk={({ groupIds, posts, must = false }) =>
        onOk(
          way === 'all'
            ? { way, must }
            : way === 'groups'
              ? { way, must, groupIds: groupIds ?? [] }
              : way === 'posts'
                ? { way, must, posts: posts ?? [] }
                : { way, must, memberIds: chosen.map((member) => member.id) },
          new Map(chosen.map(({ id, name }) => [id, name])),
        )
      }
      fields={
        <>
          {!byNameOnly && (
            <Form.Item label="邀请谁">
              <Radio.Group
                className="leave-kinds"
                value={way}
                onChange={(event) => setWay(event.target.value as Way)}
                options={Object.entries(wayWords).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
          )}
          {way === 'groups' && (
            <Form.Item name="groupIds" label="界别、小组、专委会" rules={[{ required: true, message: '请至少选一个' }]}>
              <Select
                mode="multiple"
                showSearch={{ optionFilterProp: 'label' }}
                options={kinds.map((kind) => ({
                  label: kind.name,
                  options: groups
                    .filter((group) => group.kind === kind.code)
                    .map((group) => ({ value: group.id, label: group.name })),
                }))}
              />
            </Form.Item>
          )}
          {way === 'posts' && (
            <Form.Item name="posts" label="政协职务" rules={[{ required: true, message: '请至少选一个' }]}>
              <Checkbox.Group options={Object.entries(postWords).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
          )}
          {way === 'byHand' && (
            <>
              {chosen.length > 0 && (
                <p className="chosen-names" role="status">
                  {'已选：'}
                  {chosen.map((member) => (
                    <LinkButton
                      key={member.id}
                      aria-label={`去掉${member.name}`}
                      onClick={() => setChosen(chosen.filter((one) => one.id !== member.id))}
                    >
                      {`${member.name} ×`}
                    </LinkButton>
                  ))}
                </p>
              )}
              <Form.Item
                name="chosen"
                rules={[
                  {
                    validator: () =>
                      chosen.length > 0 ? Promise.resolve() : Promise.reject(new Error('请查找，点名字后面的“选”')),
                  },
                ]}
              >
                <MemberSearch
                  taken={chosen.map((member) => member.id)}
                  busy={false}
                  choose="选"
                  onChoose={(member) => setChosen([...chosen, member])}
                />
              </Form.Item>
            </>
          )}
          {mayOblige && (
            <Form.Item name="must" valuePropName="checked" extra="应到的来不了要请假；自愿的可以不参加。">
              <Checkbox>应到</Checkbox>
            </Form.Item>
          )}
        </>
      }
    />
  )
}

/** The rules of an activity being written, with how many they mean today. */
export function InvitationRules(props: {
  value?: InvitationRule[]
  onChange?: (rules: InvitationRule[]) => void
  mayOblige: boolean
  id?: string
}) {
  const { value = [], onChange, mayOblige, id } = props
  const [adding, setAdding] = useState(false)
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const count = useQuery({
    queryKey: ['preview', value],
    queryFn: () => call(activityInviteeRoutes.previewInvitees, { body: { invitation: value } }),
    enabled: value.length > 0,
  })
  return (
    <div id={id}>
      {value.length > 0 && (
        <ul className="rule-rows">
          {value.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own and keep their order
            <li key={i}>
              <RuleWords rule={rule} names={names} />
              {mayOblige && (
                <LinkButton
                  onClick={() => onChange?.(value.map((one, at) => (at === i ? { ...one, must: !one.must } : one)))}
                >
                  {rule.must ? '改为自愿' : '改为应到'}
                </LinkButton>
              )}
              <LinkButton decisive onClick={() => onChange?.(value.filter((_, at) => at !== i))}>
                去掉
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setAdding(true)}>添邀请范围</Button>
      {count.data && value.length > 0 && (
        <span className="faint">{` 今天算来应到 ${count.data.must} 人，自愿 ${count.data.may} 人；重复的只算一次。`}</span>
      )}
      {adding && (
        <RuleDialog
          title="添邀请范围"
          mayOblige={mayOblige}
          onClose={() => setAdding(false)}
          onOk={async (rule, chosen) => {
            setNames(new Map([...names, ...chosen]))
            onChange?.([...value, rule])
          }}
        />
      )}
    </div>
  )
}
