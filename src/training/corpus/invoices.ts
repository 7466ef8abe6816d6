export const invoices = `
@kinds-of-invoice, separated
trade-invoice, freelance-invoice, utility-bill, proforma, subscription-invoice, commercial-invoice, statement-invoice, contractor-invoice

@invoice-head
<company> // <address> // [Phone|Tel]: <phone> [Email|E-mail]: <email> [// VAT [Reg|Registration] No: GB#########|// Tax ID: ##-#######|// ABN ## ### ### ###|]
INVOICE // <company> // <address> // <web>

@invoice-ids
[Invoice Number|Invoice No.|Invoice #|INVOICE NO]: [INV-|SI-|20##-|]##### // [Invoice Date|Date of issue|Issued|Date]: <date> // [Due Date|Payment due|Due|Due by|Payable by]: <date>
Invoice ##### // Date <date> // [Terms|Payment terms|Credit terms]: [Net 30|Net 14|30 days|60 days from invoice date|Due on receipt] // [Customer No|Account No|Client ID|Customer ref]: #####
[P.O. Number|PO No|Purchase order|Your order|Order ref|Your reference]: [PO|]###### // [Our reference|Salesperson|Account manager|Project]: <last> // Invoice no ######

@bill-to
[Bill To|BILL TO|Billed to|Invoice to|Sold to|Customer|Client]: // [<person> // |]<company> // <address> [// [Ship To|Deliver to|Delivery address]: // <company> // <address>|]
[Attn|Attention|For the attention of|FAO] [Accounts Payable|Accounts Department|<person>] // <company> // <address>

@invoice-columns
[Description|Item|Details|Product] [Quantity|Qty|Hours|Units] [Unit Price|Rate|Price each|Unit cost] [Amount|Line Total|Total|Net]
[No.|Line|Pos.|Item no.] Description [Unit|UoM|] Quantity Unit Price [Discount|VAT %|Tax|] Net amount
Date Description [Hours|Days] Rate Amount

@invoice-line
<work>\t<1-40>\t<10.00-900.00>\t<10.00-9000.00>
<10-90> <work>\t[$|€|£|]<10.00-9000.00>
<1-9>\t<work> // [as agreed|see attached timesheet|for the period <month> to <month>|ref. ####|per quotation ####|]\t<1-90> [hrs|pcs|days|units|kg|]\t<10.00-900.00>\t<10.00-9000.00>

@work
<odd>
<odd>
<service>
<goods>
<service>
<goods>
<food>
<shopping>
<hardware>

@invoice-totals
[Subtotal|Sub-total|Net total|Total excl. VAT|Net amount]\t<100.00-9000.00> // [VAT ##%|Sales tax|Tax (#%)|GST 10%|MwSt 19%]\t<10.00-900.00> // [Total Due|Amount Due|Invoice Total|Total payable|Balance Due|TOTAL (USD)|Total amount due|Grand total]\t[$|€|£|USD|EUR|]<100.00-9000.00>
Total net\t<100.00-9000.00> // [Shipping|Freight|Carriage|Delivery charge|Handling]\t<10.00-90.00> // VAT\t<10.00-900.00> // Total gross\t<100.00-9000.00> // [Less deposit|Amount paid|Deposit received|Paid to date]\t<10.00-90.00> // Balance due\t<100.00-9000.00>

@payment
[Please make payment to|Bank details|Payment details|Remittance details|Please remit to|Wire transfer details]: // [Bank|Bank name]: <place> Bank // [Account name|Beneficiary]: <company> // [Account number|Account no|A/C]: ######## [Sort code|Routing number|BSB|SWIFT|BIC]: ###### [// IBAN: DE## #### #### #### ####|]
[Please make all cheques payable to|Make checks payable to] <company>
[Payment is due within|Please pay within|Settlement within|Our terms are] [14|30|45|60] days [of the invoice date|of receipt of this invoice|net|]. [Interest of #% per month is charged on overdue accounts|Late payments are subject to a fee of #%|Overdue invoices will be referred to our collections department|Please quote the invoice number with your payment|Title remains with the seller until payment in full|]
[If you have any questions about this invoice contact|Questions concerning this invoice? Please contact our accounts department|For billing enquiries write to] <email>
[Thank you for your business|Thank you for your custom|We appreciate your business|]

@trade-invoice
<invoice-head> // [INVOICE|TAX INVOICE|Sales Invoice|Invoice] // <invoice-ids> // <bill-to> // <invoice-columns> // <1-9 invoice-line> // <invoice-totals> // <1-3 payment>
[INVOICE|Invoice] // <invoice-ids> // <invoice-head> // <bill-to> // <invoice-columns> // <1-9 invoice-line> // <invoice-totals> // <1-3 payment>

@freelance-invoice
<person> // [Freelance|Independent] [designer|translator|developer|photographer|writer|consultant|editor] // <address> // <email> // Invoice // <bill-to> // <invoice-ids> // [For services rendered|Project|Services provided in <month>|Work completed]: // <1-5 invoice-line> // <invoice-totals> // <1-3 payment>

@utility-bill
<place> [Energy|Water|Gas|Power|Telecom|Broadband|Mobile] // [Your bill|Tax invoice|Statement of account|Your electricity bill|Invoice for <month>] // Account number ######## // [Billing period|Period|Service period]: <date> to <date> // [Meter reading|Previous reading] ##### [Current reading|Present] ##### [Usage|Consumption|Units used] ### [kWh|m3|GB] // [Standing charge|Service charge|Line rental|Basic fee] <5.00-40.00> // [Previous balance|Balance brought forward] <0.00-90.00> [Payment received|Payments - thank you] <0.00-90.00> // [New charges|Current charges] <20.00-200.00> // [Total amount due|Amount due|Please pay] <20.00-200.00> by <date> // [Pay by direct debit|Payment slip: detach and return with your payment|Ways to pay: online, by phone or at any bank] // Supply address: <address>

@proforma
<invoice-head> // [PRO FORMA INVOICE|Proforma invoice|Quotation and proforma invoice] // <bill-to> // <invoice-ids> // <invoice-columns> // <1-6 invoice-line> // <invoice-totals> // [Validity|Valid until]: <date> // [Delivery|Lead time|Incoterms|Terms of delivery]: [FOB|CIF|EXW|DAP|4 weeks after payment|6-8 weeks] // <payment>

@subscription-invoice
<place> [Cloud|Software|Hosting|Online|Apps|Digital] [Inc.|Ltd|GmbH|LLC] // Invoice // <invoice-ids> // <bill-to> // [Subscription|Plan|Licences|Seats|Monthly plan|Annual plan] [<month> <1-28> - <month> <1-28>|20<10-26>] <1-90> x <5.00-90.00> // <invoice-totals> // [Charged to card ending ####|Auto-renewal on <date>|Amount will be debited automatically|Paid by bank transfer] // <payment>

@commercial-invoice
COMMERCIAL INVOICE // [Exporter|Shipper|Seller]: <company> // <address> // [Consignee|Buyer|Importer]: <company> // <address> // [Country of origin|Origin]: [China|Germany|Malaysia|Canada] [Port of loading|Vessel|Airway bill no.|Bill of lading]: <city> // <invoice-ids> // [HS code|Tariff code] ####.## // <invoice-columns> // <2-7 invoice-line> // [Gross weight|Net weight|Number of packages] <10-900> [kg|ctn] // <invoice-totals> // [We certify that this invoice is true and correct|I declare that the information is true and correct] // <payment>

@statement-invoice
<invoice-head> // [Credit note|Invoice and statement|Consolidated invoice|Interim invoice|Final invoice|Invoice copy] // <bill-to> // <invoice-ids> // <invoice-columns> // <2-6 invoice-line> // <invoice-totals> // [0-30 days|Current] <0.00-900.00> [31-60 days] <0.00-900.00> [61-90 days] <0.00-900.00> [Over 90 days] <0.00-900.00> // <payment>

@contractor-invoice
<last> [Plumbing|Roofing|Electrical|Builders|Painting|Garden|Heating|Removals] // <address> // <phone> // Invoice No ### // <bill-to> // [Job|Site|Work carried out at]: <address> // [Labour|Labor] <2-40> hours @ <20.00-90.00>\t<100.00-900.00> // [Materials|Parts]\t<10.00-900.00> // [Call out charge|Travel|Waste disposal]\t<10.00-90.00> // <invoice-totals> // <1-2 payment>
`;
