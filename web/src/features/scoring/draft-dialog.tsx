import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { type SchemeOfList, scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { NumberInput } from './point-inputs.tsx'
import { yearProblem } from './years.ts'

interface DraftBody {
  shipped: string
  schemeId: string | null
  name: string
  effectiveYear: number
}
interface Typed {
  /** own ID, shipped CODE, or empty: from nothing. */
  from: string
  name: string
  effectiveYear: number
}
const ownOf = (id: string) => `own ${id}`
const shippedOf = (code: string) => `shipped ${code}`

/** The next version of a scheme begins with the year after it, and is called as it is, but for the year in its name. */
function nextOf(from: Pick<SchemeOfList, 'id' | 'name' | 'state' | 'effectiveYear'> | undefined): Typed {
  const year = Number(today().slice(0, 4))
  if (!from) return { from: '', name: `${year} 年度委员履职考核办法`, effectiveYear: year }
  const effectiveYear = from.state === 'adopted' ? Math.max(year, from.effectiveYear) + 1 : from.effectiveYear
  return { from: ownOf(from.id), name: from.name.replace(/20\d\d/, String(effectiveYear)), effectiveYear }
}

/** Begins a draft: from the scheme in force or `from`, from another of ours, from one of another place, or from nothing. */
export function DraftDialog(props: {
  from?: SchemeOfList
  onClose: () => void
  onOk: (body: DraftBody, key: string) => Promise<unknown>
}) {
  const { from, onClose, onOk } = props
  const shipped = useQuery(apiQuery(scoringRoutes.listShippedSchemes, {}))
  const own = useQuery(apiQuery(scoringRoutes.listSchemes, { query: { limit: 100 } }))
  if (!shipped.data || !own.data) return null
  const inForce = own.data.items.find((one) => one.inForce)
  const ours = [...own.data.items].sort((a, b) => Number(b.inForce) - Number(a.inForce))
  return (
    <FormDialog<Typed>
      open
      title={from ? `复制“${from.name}”` : '起草考核办法'}
      okText="起草"
      initialValues={nextOf(from ?? inForce)}
      onClose={onClose}
      onOk={({ from: chosen, name, effectiveYear }, key) => {
        const [sort, id = ''] = chosen.split(' ')
        return onOk(
          { shipped: sort === 'shipped' ? id : '', schemeId: sort === 'own' ? id : null, name, effectiveYear },
          key,
        )
      }}
      fields={
        <>
          <Form.Item name="from" label="从哪里改起">
            <Select
              virtual={false}
              listHeight={400}
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                {
                  label: '本会的办法',
                  options: ours.map((one) => ({ value: ownOf(one.id), label: `${one.name}（${standing(one)}）` })),
                },
                {
                  label: '各地公开的办法，分值照原文',
                  options: shipped.data.schemes.map((one) => ({
                    value: shippedOf(one.code),
                    label: `${one.place}，${one.items} 个项目`,
                  })),
                },
                { value: '', label: '从头写' },
              ].filter((one) => !('options' in one) || one.options!.length > 0)}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, after) => before.from !== after.from}>
            {({ getFieldValue }) => {
              const remark = shipped.data.schemes.find(({ code }) => shippedOf(code) === getFieldValue('from'))?.remark
              return remark && <p className="faint">{remark}</p>
            }}
          </Form.Item>
          <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="effectiveYear"
            label="从哪一年起用"
            required
            rules={[
              {
                validator: async (_, year: number | null) => {
                  const wrong = yearProblem(year)
                  if (wrong !== null) throw new Error(wrong)
                },
              },
            ]}
          >
            <NumberInput {...givenByForm} />
          </Form.Item>
        </>
      }
    />
  )
}

/** The form item puts in the value. */
const givenByForm = { value: null, onChange: () => undefined }

const standing = (one: SchemeOfList): string =>
  one.inForce ? '今年照此计分' : one.number === null ? '草稿' : `第 ${one.number} 版`
