import type Stripe from 'stripe'

/** The tax IDs that the form offers, by Stripe's names: others can be entered on Stripe's own page. */
const TYPES = [
  ['ae_trn', 'United Arab Emirates TRN'],
  ['ar_cuit', 'Argentina CUIT'],
  ['au_abn', 'Australia ABN'],
  ['br_cnpj', 'Brazil CNPJ'],
  ['ca_bn', 'Canada BN'],
  ['ca_gst_hst', 'Canada GST/HST number'],
  ['ca_pst_bc', 'Canada PST number (British Columbia)'],
  ['ca_qst', 'Canada QST number (Quebec)'],
  ['ch_vat', 'Switzerland VAT number'],
  ['cl_tin', 'Chile TIN'],
  ['co_nit', 'Colombia NIT'],
  ['cr_tin', 'Costa Rica tax ID'],
  ['do_rcn', 'Dominican Republic RCN'],
  ['ec_ruc', 'Ecuador RUC'],
  ['eu_vat', 'EU VAT number'],
  ['eu_oss_vat', 'EU One Stop Shop VAT number'],
  ['gb_vat', 'United Kingdom VAT number'],
  ['hk_br', 'Hong Kong BR number'],
  ['id_npwp', 'Indonesia NPWP'],
  ['il_vat', 'Israel VAT number'],
  ['in_gst', 'India GST number'],
  ['is_vat', 'Iceland VAT number'],
  ['jp_cn', 'Japan Corporate Number'],
  ['jp_rn', 'Japan Registered Foreign Business number'],
  ['kr_brn', 'South Korea BRN'],
  ['li_uid', 'Liechtenstein UID'],
  ['mx_rfc', 'Mexico RFC'],
  ['my_sst', 'Malaysia SST number'],
  ['no_vat', 'Norway VAT number'],
  ['nz_gst', 'New Zealand GST number'],
  ['pe_ruc', 'Peru RUC'],
  ['ph_tin', 'Philippines TIN'],
  ['rs_pib', 'Serbia PIB'],
  ['sa_vat', 'Saudi Arabia VAT number'],
  ['sg_gst', 'Singapore GST number'],
  ['sg_uen', 'Singapore UEN'],
  ['th_vat', 'Thailand VAT number'],
  ['tr_tin', 'Turkey TIN'],
  ['tw_vat', 'Taiwan VAT number'],
  ['ua_vat', 'Ukraine VAT number'],
  ['us_ein', 'United States EIN'],
  ['uy_ruc', 'Uruguay RUC'],
  ['za_vat', 'South Africa VAT number'],
] as const satisfies readonly (readonly [Stripe.TaxIdCreateParams.Type, string])[]

export type TaxIdType = (typeof TYPES)[number][0]

const labels = new Map<string, string>(TYPES)

export const taxIdTypes: readonly { type: string; label: string }[] = TYPES.map(([type, label]) => ({
  type,
  label,
})).toSorted((a, b) => a.label.localeCompare(b.label))

export const isTaxIdType = (type: string): type is TaxIdType => labels.has(type)

/** One of a type that the form does not offer was entered at Stripe. */
export const taxIdLabel = (type: string): string =>
  labels.get(type) ?? type.replaceAll('_', ' ').toUpperCase()
