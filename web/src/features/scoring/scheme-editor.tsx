import './scoring.css'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type OneScheme, scoringRoutes } from '#contract/scoring.ts'
import { type SchemeItem, type ScoringScheme, scoringScheme } from '#contract/scoring-scheme.ts'
import { call, errorWords } from '../../shared/api.ts'
import { FormProblem } from '../../shared/form-parts.tsx'
import { Icon } from '../../shared/icons.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { freeKey } from './free-key.ts'
import { blankTariff, ItemForm } from './item-form.tsx'
import { LineRows } from './line-rows.tsx'
import { Labelled, PointsInput } from './point-inputs.tsx'
import { GradeRows, GroupRows, PreconditionRows, VetoRows } from './rule-rows.tsx'
import { limitsOfItem, tariffWords } from './sentences.ts'
import { TrialPanel } from './trial-panel.tsx'

/** What is wrong with a scheme now: the sentence and where it stands. */
export interface SchemeProblem {
  path: readonly PropertyKey[]
  message: string
}

/** Writes a draft: everything is checked as it is typed, and saved in one go. */
export function SchemeEditor({ one, done }: { one: OneScheme; done: () => void }) {
  const client = useQueryClient()
  const [scheme, setScheme] = useState<ScoringScheme>(one.scheme)
  const [year, setYear] = useState(one.effectiveYear)
  const [open, setOpen] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [words, setWords] = useState<string | null>(null)
  const typed = scheme !== one.scheme || year !== one.effectiveYear
  const guard = useLeaveGuard(typed)
  const parsed = scoringScheme.safeParse(scheme)
  const problems: SchemeProblem[] = parsed.success ? [] : parsed.error.issues
  const set = (patch: Partial<ScoringScheme>) => setScheme((before) => ({ ...before, ...patch }))
  const setItem = (key: string, item: SchemeItem) =>
    set({ items: scheme.items.map((other) => (other.key === key ? item : other)) })
  const move = (at: number, by: number) => {
    const items = [...scheme.items]
    const [item] = items.splice(at, 1)
    items.splice(at + by, 0, item!)
    set({ items })
  }
  const add = () => {
    const key = freeKey(scheme.items)
    set({
      items: [...scheme.items, { ...blankItem, key, tariffs: [blankTariff()] }],
    })
    setOpen(key)
  }
  const save = async () => {
    if (!parsed.success || saving) return
    setSaving(true)
    setWords(null)
    try {
      await call(scoringRoutes.editScheme, {
        params: { id: one.id },
        body: { version: one.version, effectiveYear: year, scheme: parsed.data },
      })
      guard.release()
      await client.invalidateQueries()
      toast('考核办法已保存')
      done()
    } catch (error) {
      setWords(errorWords(error))
      setSaving(false)
    }
  }
  return (
    <Page
      title={`修改：${one.name}`}
      lead="边写边查；右边可以随时试一个委员能得多少分。"
      actions={
        <Button onClick={() => (!typed || window.confirm('改动还没有保存。不保存了吗？')) && done()}>不保存</Button>
      }
    >
      <div className="scheme-desk">
        <div>
          <Section title="总的">
            <div className="scheme-fields">
              <Labelled label="名称" wide>
                <Input value={scheme.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
              </Labelled>
              <Labelled label="从哪一年起用">
                <InputNumber
                  value={year}
                  min={1949}
                  max={2200}
                  precision={0}
                  onChange={(value) => setYear(value ?? year)}
                />
              </Labelled>
              <Labelled label="基础分">
                <PointsInput value={scheme.start} onChange={(start) => set({ start: start ?? 0 })} />
              </Labelled>
              <Labelled label="总分最高（不封顶就空着）">
                <PointsInput value={scheme.ceiling} onChange={(ceiling) => set({ ceiling })} />
              </Labelled>
              <Labelled label="总分最低（不设就空着）">
                <PointsInput value={scheme.floor} onChange={(floor) => set({ floor })} />
              </Labelled>
              <Labelled label="依据" wide>
                <Input
                  value={scheme.source}
                  maxLength={300}
                  onChange={(event) => set({ source: event.target.value })}
                />
              </Labelled>
              <Labelled label="说明" wide>
                <Input.TextArea
                  value={scheme.remark}
                  maxLength={1000}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  onChange={(event) => set({ remark: event.target.value })}
                />
              </Labelled>
            </div>
          </Section>
          <Section
            title={`计分项目（${scheme.items.length}）`}
            actions={
              <Button size="small" onClick={add}>
                加一个项目
              </Button>
            }
          >
            <ol className="scheme-items">
              {scheme.items.map((item, at) => (
                <li key={item.key} className={wrongIn(problems, at).length > 0 ? 'wrong' : ''}>
                  <div className="scheme-item-head">
                    <strong>{item.name}</strong>
                    <span>
                      <LinkButton onClick={() => setOpen(open === item.key ? null : item.key)}>
                        {open === item.key ? '收起' : '修改'}
                      </LinkButton>
                      {at > 0 && <LinkButton onClick={() => move(at, -1)}>上移</LinkButton>}
                      {at < scheme.items.length - 1 && <LinkButton onClick={() => move(at, 1)}>下移</LinkButton>}
                      <LinkButton
                        decisive
                        onClick={() => set({ items: scheme.items.filter(({ key }) => key !== item.key) })}
                      >
                        去掉
                      </LinkButton>
                    </span>
                  </div>
                  {wrongIn(problems, at).map(({ message }) => (
                    <p key={message} className="due">
                      {message}
                    </p>
                  ))}
                  {open === item.key ? (
                    <ItemForm item={item} scheme={scheme} onChange={(next) => setItem(item.key, next)} />
                  ) : (
                    <p className="faint">
                      {[...item.tariffs.map(tariffWords), limitsOfItem(item, scheme)].filter(Boolean).join('；')}
                    </p>
                  )}
                </li>
              ))}
            </ol>
          </Section>
          <GroupRows scheme={scheme} set={set} />
          <PreconditionRows scheme={scheme} set={set} />
          <GradeRows scheme={scheme} set={set} />
          <VetoRows scheme={scheme} set={set} />
          <LineRows scheme={scheme} set={set} />
        </div>
        <TrialPanel scheme={parsed.success ? parsed.data : null} />
      </div>
      <div className="scheme-save">
        <FormProblem words={words} />
        <div role="status" aria-live="polite" className="due">
          {problems.length > 0 && (
            <>
              <Icon name="warn" /> 还有 {problems.length} 处要改，改好才能保存：{problemWords(problems[0]!, scheme)}
            </>
          )}
        </div>
        <Button type="primary" disabled={!parsed.success || !typed} loading={saving} onClick={() => void save()}>
          保存
        </Button>
      </div>
    </Page>
  )
}

const blankItem: Omit<SchemeItem, 'key' | 'tariffs'> = {
  name: '新的项目',
  remark: '',
  members: 'all',
  group: '',
  way: 'each',
  begin: 0,
  from: 1,
  need: 1,
  perHalfDay: false,
  highestOfSource: false,
  notAlsoAs: [],
  requires: [],
  capEach: null,
  cap: null,
  floor: null,
}

/** What is wrong with the item at this place. */
const wrongIn = (problems: readonly SchemeProblem[], at: number) =>
  problems.filter(({ path }) => path[0] === 'items' && path[1] === at)

/** A problem with the item's name before it where the sentence does not carry it. */
function problemWords({ path, message }: SchemeProblem, scheme: ScoringScheme): string {
  const item = path[0] === 'items' && typeof path[1] === 'number' ? scheme.items[path[1]] : undefined
  return item && !message.startsWith('“') ? `“${item.name}”：${message}` : message
}
