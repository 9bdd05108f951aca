import { Form, Input, Select } from 'antd'
import { DateInput } from '../../shared/date-input.tsx'
import { FieldGroup } from '../../shared/form-parts.tsx'
import { fieldWords, partyNames, sexWords } from './words.ts'

const options = (entries: readonly (readonly [string, string])[]) => entries.map(([value, label]) => ({ value, label }))

/** What only the office writes: who the member is. */
export function OfficeFields() {
  return (
    <FieldGroup title="基本情况">
      <Form.Item name="name" label={fieldWords.name} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="sex" label={fieldWords.sex}>
        <Select allowClear options={options(Object.entries(sexWords))} />
      </Form.Item>
      <Form.Item name="bornOn" label={fieldWords.bornOn}>
        <DateInput />
      </Form.Item>
      <Form.Item name="ethnicity" label={fieldWords.ethnicity}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="nativePlace" label={fieldWords.nativePlace}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="parties" label={fieldWords.parties} extra="有两个的都选上，最多三个。">
        <Select mode="tags" maxCount={3} options={options(partyNames.map((name) => [name, name]))} />
      </Form.Item>
      <Form.Item name="memberNumber" label={fieldWords.memberNumber}>
        <Input maxLength={30} />
      </Form.Item>
    </FieldGroup>
  )
}

/** What a member may propose to change in their own file. */
export function OwnFields() {
  return (
    <>
      <FieldGroup title="联系方式">
        <Form.Item name="phone" label={fieldWords.phone}>
          <Input type="tel" inputMode="tel" maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={fieldWords.email}>
          <Input type="email" inputMode="email" maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="address" label={fieldWords.address} className="whole">
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </FieldGroup>
      <FieldGroup title="工作与专长">
        <Form.Item name="employer" label={fieldWords.employer}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="employerPost" label={fieldWords.employerPost}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="education" label={fieldWords.education}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="degree" label={fieldWords.degree}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="professionalTitle" label={fieldWords.professionalTitle}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="expertise" label={fieldWords.expertise}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="socialPosts" label={fieldWords.socialPosts} className="whole">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
        <Form.Item name="career" label={fieldWords.career} className="whole" extra="一段经历写一行，从早到晚。">
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={4000} />
        </Form.Item>
      </FieldGroup>
    </>
  )
}
