import { demandActForm, inspectionActForm, representationForm } from './form-acts.ts'
import { explanationForm, noticeForm, receiptForm, rightsForm } from './form-case.ts'
import { crimeReportForm, demandForm, transferForm } from './form-letters.ts'
import { protocolForm } from './form-protocol.ts'
import { warningForm } from './form-warning.ts'
import type { PaperKind } from './kinds.ts'
import type { Form } from './layout.ts'

/** The form of each kind of paper. */
export const forms: Record<PaperKind, Form> = {
  protocol: protocolForm,
  warning: warningForm,
  crimeReport: crimeReportForm,
  transfer: transferForm,
  demand: demandForm,
  demandAct: demandActForm,
  representation: representationForm,
  explanation: explanationForm,
  inspectionAct: inspectionActForm,
  notice: noticeForm,
  rights: rightsForm,
  receipt: receiptForm,
}
