import { Button, Checkbox, Input, InputNumber } from 'antd'
import type { SchemeItem, ScoringScheme, Tariff } from '#contract/scoring-scheme.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { MatchFields } from './match-fields.tsx'
import { Labelled, ManySelect, OneSelect, PointsInput } from './point-inputs.tsx'
import { tariffWords } from './sentences.ts'
import { kindOptions, memberWords, optionsOf, shareWords, wayWords } from './words.ts'

export const blankTariff = (): Tariff => ({
  kinds: ['proposal.registered'],
  attendance: [],
  levels: [],
  parts: [],
  sharing: 'any',
  points: 500,
  share: 'full',
})

/** One item as a form: what counts, how much, how it is limited. */
export function ItemForm(props: { item: SchemeItem; scheme: ScoringScheme; onChange: (item: SchemeItem) => void }) {
  const { item, scheme, onChange } = props
  const set = (patch: Partial<SchemeItem>) => onChange({ ...item, ...patch })
  const judged = item.way === 'judged'
  const others = scheme.items.filter(({ key }) => key !== item.key)
  return (
    <div className="scheme-form">
      <div className="scheme-fields">
        <Labelled label="项目名称">
          <Input value={item.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
        </Labelled>
        <Labelled label="怎样计">
          <OneSelect
            label="怎样计"
            value={item.way}
            options={optionsOf(wayWords)}
            onChange={(way) =>
              set({ way, tariffs: way === 'judged' ? [] : item.tariffs.length > 0 ? item.tariffs : [blankTariff()] })
            }
          />
        </Labelled>
        <Labelled label="对谁">
          <OneSelect
            label="对谁"
            value={item.members}
            options={optionsOf(memberWords)}
            onChange={(members) => set({ members })}
          />
        </Labelled>
      </div>
      {!judged && (
        <fieldset className="scheme-tariffs">
          <legend>哪些记录计多少分（从上往下，先合的算）</legend>
          {item.tariffs.map((tariff, at) => {
            const put = (next: Tariff) => set({ tariffs: item.tariffs.map((one, i) => (i === at ? next : one)) })
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place only
              <div key={at} className="scheme-tariff">
                <div className="scheme-fields">
                  <MatchFields value={tariff} onChange={put} />
                  <Labelled label="每次计几分">
                    <PointsInput value={tariff.points} onChange={(points) => put({ ...tariff, points: points ?? 0 })} />
                  </Labelled>
                  <Labelled label="联名的怎样分">
                    <OneSelect
                      label="联名的怎样分"
                      value={tariff.share}
                      options={optionsOf(shareWords)}
                      onChange={(share) => put({ ...tariff, share })}
                    />
                  </Labelled>
                </div>
                <p className="faint">
                  {tariffWords(tariff)}{' '}
                  {item.tariffs.length > 1 && (
                    <LinkButton decisive onClick={() => set({ tariffs: item.tariffs.filter((_, i) => i !== at) })}>
                      去掉这一条
                    </LinkButton>
                  )}
                </p>
              </div>
            )
          })}
          <Button size="small" onClick={() => set({ tariffs: [...item.tariffs, blankTariff()] })}>
            再加一条
          </Button>
        </fieldset>
      )}
      <div className="scheme-fields">
        <Labelled label={judged ? '满分' : '封顶（不封就空着）'}>
          <PointsInput value={item.cap} onChange={(cap) => set({ cap })} />
        </Labelled>
        <Labelled label="最低（扣完为止填 0）">
          <PointsInput value={item.floor} onChange={(floor) => set({ floor })} />
        </Labelled>
        {!judged && (
          <>
            <Labelled label="从几分算起（倒扣的项目）">
              <PointsInput value={item.begin} onChange={(begin) => set({ begin: begin ?? 0 })} />
            </Labelled>
            <Labelled label="每次最多">
              <PointsInput value={item.capEach} onChange={(capEach) => set({ capEach })} />
            </Labelled>
            <Labelled label="第几次起计">
              <InputNumber
                value={item.from}
                min={1}
                max={1000}
                precision={0}
                onChange={(from) => set({ from: from ?? 1 })}
              />
            </Labelled>
            <Labelled label="满几次才计">
              <InputNumber
                value={item.need}
                min={1}
                max={1000}
                precision={0}
                onChange={(need) => set({ need: need ?? 1 })}
              />
            </Labelled>
          </>
        )}
        <Labelled label="归到哪个大类">
          <OneSelect
            label="归到哪个大类"
            value={item.group}
            options={[
              { value: '', label: '不归' },
              ...scheme.groups.map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={(group) => set({ group })}
          />
        </Labelled>
        <Labelled label="先要有分的项目">
          <ManySelect
            label="先要有分的项目"
            any="没有"
            value={item.requires}
            options={others.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(requires) => set({ requires })}
          />
        </Labelled>
        {!judged && (
          <Labelled label="已作这些计分的，同一件不再计" wide>
            <ManySelect
              label="已作这些计分的，同一件不再计"
              any="没有"
              value={item.notAlsoAs}
              options={kindOptions}
              onChange={(notAlsoAs) => set({ notAlsoAs })}
            />
          </Labelled>
        )}
      </div>
      {!judged && (
        <p>
          <Checkbox checked={item.highestOfSource} onChange={(event) => set({ highestOfSource: event.target.checked })}>
            同一件事取最高，不重复
          </Checkbox>
          <Checkbox checked={item.perHalfDay} onChange={(event) => set({ perHalfDay: event.target.checked })}>
            会议按半天计
          </Checkbox>
        </p>
      )}
      <Labelled label="说明（给委员看）" wide>
        <Input value={item.remark} maxLength={500} onChange={(event) => set({ remark: event.target.value })} />
      </Labelled>
    </div>
  )
}
