import './scoring.css'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
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
import { LimitInput, NumberInput, PointsInput } from './point-inputs.tsx'
import { goToPlace, Labelled, ProblemsAt, ProblemsOf, placeOf, type SchemeProblem } from './problems.tsx'
import { GradeRows, GroupRows, PreconditionRows, VetoRows } from './rule-rows.tsx'
import { limitsOfItem, tariffWords } from './sentences.ts'
import { TrialPanel } from './trial-panel.tsx'
import { yearProblem } from './years.ts'

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
  const wrongYear = yearProblem(year)
  const problems: SchemeProblem[] = [
    ...(wrongYear === null ? [] : [{ path: ['effectiveYear'], message: wrongYear }]),
    ...(parsed.success ? [] : parsed.error.issues),
  ]
  const [going, setGoing] = useState<string | null>(null)
  // The item's form is there only once it is drawn.
  useEffect(() => {
    if (going === null) return
    goToPlace(going)
    setGoing(null)
  }, [going])
  const goTo = ({ path }: SchemeProblem) => {
    if (path[0] === 'items') setOpen(scheme.items[path[1] as number]?.key ?? null)
    setGoing(placeOf(path))
  }
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
    if (!parsed.success || wrongYear !== null || saving) return
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
      <ProblemsOf value={problems}>
        <div className="scheme-desk">
          <div>
            <Section title="名称、年份和总分">
              <div className="scheme-fields">
                <Labelled label="名称" at="name" wide>
                  <Input value={scheme.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
                </Labelled>
                <Labelled label="从哪一年起用" at="effectiveYear">
                  <NumberInput value={year} onChange={setYear} />
                </Labelled>
                <Labelled label="基础分" at="start">
                  <PointsInput value={scheme.start} onChange={(start) => set({ start })} />
                </Labelled>
                <Labelled label="总分封顶（不封就空着）" at="ceiling">
                  <LimitInput value={scheme.ceiling} onChange={(ceiling) => set({ ceiling })} />
                </Labelled>
                <Labelled label="总分保底（不保就空着）" at="floor">
                  <LimitInput value={scheme.floor} onChange={(floor) => set({ floor })} />
                </Labelled>
                <Labelled label="依据" at="source" wide>
                  <Input
                    value={scheme.source}
                    maxLength={300}
                    onChange={(event) => set({ source: event.target.value })}
                  />
                </Labelled>
                <Labelled label="说明" at="remark" wide>
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
              <ProblemsAt at="items" />
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
                    {open === item.key ? (
                      <ItemForm
                        item={item}
                        scheme={scheme}
                        at={`items.${at}`}
                        onChange={(next) => setItem(item.key, next)}
                      />
                    ) : (
                      <>
                        <p className="faint">
                          {[...item.tariffs.map(tariffWords), limitsOfItem(item, scheme)].filter(Boolean).join('；')}
                        </p>
                        {wrongIn(problems, at).map((one) => (
                          <p key={`${placeOf(one.path)} ${one.message}`} className="due">
                            {one.message} <LinkButton onClick={() => goTo(one)}>去改</LinkButton>
                          </p>
                        ))}
                      </>
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
      </ProblemsOf>
      <div className="scheme-save">
        <div>
          <FormProblem words={words} />
          <div role="status" aria-live="polite">
            {problems.length > 0 ? (
              <Wrong problems={problems} scheme={scheme} goTo={goTo} />
            ) : (
              <span className="faint">{typed ? '改动还没有保存' : '还没有改动'}</span>
            )}
          </div>
        </div>
        <Button type="primary" disabled={problems.length > 0 || !typed} loading={saving} onClick={() => void save()}>
          保存
        </Button>
      </div>
    </Page>
  )
}

/** So many are named beside the button; the rest as these are mended. */
const named = 3

function Wrong(props: {
  problems: readonly SchemeProblem[]
  scheme: ScoringScheme
  goTo: (problem: SchemeProblem) => void
}) {
  const { problems, scheme, goTo } = props
  return (
    <p className="scheme-problems">
      <span className="due">
        <Icon name="warn" /> 还有 {problems.length} 处要改，改好才能保存：
      </span>
      {problems.slice(0, named).map((one) => (
        <LinkButton key={`${placeOf(one.path)} ${one.message}`} onClick={() => goTo(one)}>
          {problemWords(one, scheme)}
        </LinkButton>
      ))}
    </p>
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

/** A problem with the name of its row before it where the sentence does not carry it. */
function problemWords({ path: [place, at], message }: SchemeProblem, scheme: ScoringScheme): string {
  if (message.startsWith('“') || message.startsWith('等次“') || typeof at !== 'number')
    return `${fieldWords[String(place)] ?? ''}${message}`
  const row = scheme[place as 'items'][at]
  return row ? `“${row.name || '没有名称的一条'}”：${message}` : message
}

const fieldWords: Record<string, string> = {
  name: '名称：',
  source: '依据：',
  remark: '说明：',
  start: '基础分：',
  ceiling: '总分封顶：',
  floor: '总分保底：',
}
