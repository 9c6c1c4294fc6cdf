import { explanationForm, noticeForm, receiptForm, rightsForm } from './form-case.ts'
import { crimeReportForm, demandForm, transferForm } from './form-letters.ts'
import { protocolForm } from './form-protocol.ts'
import type { PaperKind } from './kinds.ts'
import type { Form } from './layout.ts'

/** The form of each kind of paper. */
export const forms: Record<PaperKind, Form> = {
  protocol: protocolForm,
  warning: protocolForm,
  crimeReport: crimeReportForm,
  transfer: transferForm,
  demand: demandForm,
  demandAct: demandForm,
  representation: demandForm,
  explanation: explanationForm,
  inspectionAct: demandForm,
  notice: noticeForm,
  rights: rightsForm,
  receipt: receiptForm,
}
