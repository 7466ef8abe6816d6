export const receipts = `
@kinds-of-receipt, separated
till-slip, restaurant-slip, tax-receipt, card-slip, fuel-slip, short-slip, service-slip, cash-bill, parking-slip, european-slip, dinner-bill, plain-slip

@shop
<place> [Mart|Supermarket|Grocery|Minimarket|Store|Bakery|Cafe|Restaurant|Pharmacy|Hardware|Stationery|Bookstore|Kopitiam|Seafood|Grill|Deli]
<last> [Trading|Enterprise|Hardware|Bakery|Kitchen|Mini Market] [Sdn Bhd|]
<odd> [Store|Shop|House|Market|Bar|Co.|]
<place> [Restaurant|Trading|Retail|Holdings] Sdn Bhd (######-[A|D|H|K|M|T|U|W|X])
[The|] <place> [Kitchen|Coffee|Diner|Bistro|Pizza|Noodle House|Steakhouse|Gift Shop|Motor Parts|Electrical|Books]

@slogan
<3-6~ any-word>
[Our|The|Your|Always|Every] <2-4~ any-word>!

@head
<shop> // <address> // Tel: <phone>
<shop> // (Co. Reg No: ######-[H|K|P|T|U|V]) // <address> // [TEL|Tel]: <phone> [Fax|FAX]: <phone> // GST [Reg No|ID|No.]: 00##########
<shop> // <company> // <address> // [Phone|Contact|Hotline]: <phone> // <web>
[Welcome to|] <shop> // Store <100-9999> <city>

@thing
<food>
<dish>
<hardware>
<shopping>
<odd>
<odd>

@line
<thing>\t<1.00-90.00>
<1-9> <thing>\t<1.00-90.00>
<1-9> x <thing>\t<1.00-90.00>\t<1.00-90.00>
########## <thing>\t<1.00-90.00> [SR|ZR|A|T|N|F|]
<thing> // <1-9> [@|x|X] <1.00-30.00>\t[RM|$|]<1.00-90.00>[ SR| ZRL| S| T|]
<1-20>. <thing> // <1.00-9.00>[ PCS| UNIT| EA| PC|]\t<1.00-90.00>\t<1.00-90.00>

@columns
ITEM QTY [U.PRICE|PRICE|RM|] [AMOUNT|TOTAL|AMT(RM)]
Description Qty Price [Disc|] [Amount|Total|Amt] [Tax|]
QTY ITEM AMOUNT
[Qty Description Total|No. Item Price|Code Desc Qty S/Price Amount Tax]

@cashier
[Cashier|CASHIER|Served by|Operator|Clerk|Sales person]: <first> [Till|Terminal|Counter|POS|Reg|Station|Shift] [No|]: <1-20>
[Receipt|RECEIPT|Trans|Slip|Bill|Check|Ticket|Inv|Doc|Document|Invoice] [No|#|no.]: [CS|OR|R|POS|T|]##### // [Date|DATE]: <date> [Time|TIME]: <time>
<date> <time> [Trx|TXN|Ref]: ######
[Table|TABLE]: <1-60> [Pax|Guests|Covers]: <1-8> // [Server|Waiter|Waitress]: <first> // <date> <time>

@totals
[Subtotal|SUBTOTAL|Sub Total|Sub-total]\t<5.00-200.00> // [Tax|Sales Tax|VAT ##%|GST 6%|Service Charge 10%|SST 6%]\t<0.10-20.00> // [TOTAL|Total|GRAND TOTAL|Total due|BALANCE DUE|Amount due]\t<5.00-200.00>
[Total Sales|Total Amount|Total] [(Incl. of GST)|Inclusive GST @6%|(Excl GST)|RM|]: <5.00-200.00> // [Discount|Disc]: <0.00-5.00> // [Rounding|Rounding Adj|Round Adj|Rounding Adjustment|Rounded]: [-|]0.0# // [Net Total|Total Payable|Nett Total|Total Amt Payable|Final Total|Total Rounded]: <5.00-200.00>
TOTAL\t$<5.00-200.00> // [ITEMS|Item count|Total Qty|Number of items|Items sold]: <1-20>
[Qty|Item] [Total|Count]: <1-30> // [Total|TOTAL] [RM|$|EUR|]: <5.00-200.00>

@paid
[CASH|Cash|Cash Tendered|Amount Tendered|Tendered|Paid|Cash received|Payment]\t<10.00-200.00> // [CHANGE|Change|Change due|Change given|Balance]\t<0.00-50.00>
[VISA|MASTERCARD|Debit card|Credit card|EFTPOS|AMEX|Visa Card] [************####|xxxx xxxx xxxx ####] // [Auth code|Approval|APPROVED|Auth|Approval code] ###### [Chip read|Contactless|PIN verified|Swiped|]
[Payment mode|Paid by|Tender|Method]: [Cash|Card|Visa|Master|E-wallet|Touch n Go|Gift card] // [Amount|Amt]: <10.00-200.00>

@tax-summary
GST [Summary|Analysis] [Amount(RM)|Amount] Tax(RM) // [SR|SR @ 6%|S=6%|SR @A] <5.00-200.00> <0.10-9.00> // [ZRL|ZR|Z=0%|Z @ 0%] <0.00-20.00> 0.00 [// Total <5.00-200.00> <0.10-9.00>|]
VAT rate Net VAT Gross // A ##% <5.00-200.00> <0.10-9.00> <5.00-200.00>
Tax code A 8.25% <0.10-9.00> // B 0% 0.00

@bye
<slogan>
[Thank you|THANK YOU|Thank You, Please Come Again|Thanks for shopping with us|Thank you for shopping|Thank you for dining with us|Have a nice day|See you again soon]
[Goods sold are not returnable|Goods sold are not refundable|No refund or exchange without receipt|Exchange within 7 days with receipt|Please keep this receipt for exchange|Items may be returned within 30 days with this receipt|Goods once sold cannot be returned or exchanged]
[Like us on Facebook|Follow us on Facebook and Instagram|Tell us about your visit and win a voucher|Customer copy|Merchant copy|This is a computer generated receipt|Member points earned: ##|You saved $<1.00-9.00> today|WIFI password: ########|Please retain for your records|Price inclusive of GST]
Thank you and please come again // [Any complaint please call <phone>|For enquiries call <phone>|Customer service <phone>|Feedback: <email>|]

@till-slip
<head> // <cashier> // [<columns> // |]<2-12 line> // <totals> // <paid> // <1-3 bye>
<head> // <2-12 line> // <totals> // <paid> // <cashier> // <1-3 bye>
<cashier> // <2-10 line> // <totals> // <paid>

@restaurant-slip
<shop> // <address> // [Dine in|Take away|TAKEAWAY|Table service|Order #] <1-90> // <cashier> // <2-9 eaten> // <totals> // [Tip: ______ // Total: ______ // Signature ______ // |]<paid> // <1-2 bye>

@eaten
<1-4> <odd>\t<2.00-40.00>
<1-4> <dish>\t<2.00-40.00>
<dish>\t<1-3>\t<2.00-40.00>

@tax-receipt
<head> // [TAX INVOICE|Tax Invoice|SIMPLIFIED TAX INVOICE|TAX INVOICE / RECEIPT|CASH SALES|Cash Bill] // <cashier> // [<columns> // |]<1-9 line> // <totals> // <paid> // <tax-summary> // <1-3 bye>
<head> // Tax Invoice // [Bill To|Customer|To|M/S]: Cash // <cashier> // <columns> // <1-9 line> // <totals> // <paid> // <tax-summary> // <1-2 bye>

@card-slip
<shop> // <address> // [Merchant ID|MID]: ######## [Terminal ID|TID]: ######## // [SALE|PURCHASE|Card sale] // <paid> // AID: A000000003#### // [RRN|Batch no|Trace no|Stan]: ###### // Amount: [USD|RM|EUR|GBP] <5.00-200.00> // [No signature required|Cardholder signature|I agree to pay the above total|Please debit my account] // <1-2 bye>

@fuel-slip
<place> [Petrol Station|Service Station|Fuel|Gas] // <address> // <date> <time> // Pump <1-12> [Unleaded|Diesel|RON95|Premium|Super] // [Litres|Volume|Gallons] <10.00-60.00> // [Price/L|Unit price|Price per gallon] <1.00-4.00> // <totals> // <paid> // <bye>

@short-slip
<shop> // <1-3 line> // Total <5.00-90.00> // <paid>
<shop> // <date> // <1-4 line> // <totals> // <bye>

@service-slip
<place> [Laundry|Hair Salon|Barber|Clinic|Car Wash|Taxi|Cinema|Pharmacy|Post Office|Courier|Gym] // <address> // <cashier> // [Wash and fold|Haircut|Trim|Consultation|Medication|Full wash|Adult ticket|Fare|Parcel|Day pass|Prescription] <5.00-60.00> // <totals> // <paid> // <1-2 bye>

@cash-bill
<head> // [CASH BILL|CASH SALE|OFFICIAL RECEIPT|Sales Receipt|RECEIPT] // No: ##### Date: <date> // <2-8 line> // [Received by|Issued by|Cashier]: <first> // <totals> // <paid> // [Goods received in good order|Goods sold are not returnable|E. & O.E.] // <bye>

@european-slip
<shop> // <address> // [Tel|Telefon|Fon]. <phone> // [Bon-Nr|Bon|Beleg|Ticket|Ticket de caisse|Scontrino|Recibo|Kvittering|Bonnr] #### [Kasse|Kassa|Caisse|Cassa|Caja] <1-9> // <date> <time> // <2-9 line> // [SUMME|Summe EUR|Totaal|TOTAL TTC|Totale|Somme|Importe total|Te betalen|Zu zahlen|Sum] <5.00-90.00> // [BAR|Bar gegeben|Gegeben|Especes|Contante|Contant|Efectivo|Kartenzahlung|Carte bancaire|PIN betaling|girocard] <10.00-90.00> // [Rueckgeld|Rendu|Resto|Wisselgeld|Cambio|Terug|Change] <0.00-20.00> // [MwSt|TVA|IVA|BTW|USt|VAT|Tax] [7%|19%|20%|21%|10%] [Netto|HT|incl.|] <0.10-9.00> [Brutto|TTC|] <5.00-90.00> // [Vielen Dank fuer Ihren Einkauf|Merci de votre visite|Grazie e arrivederci|Gracias por su visita|Bedankt en tot ziens|Thank you for your visit|Merci, a bientot]

@dinner-bill
[Brasserie|Trattoria|Bistro|Tavern|Pub|Bar|Osteria|Gasthaus|Restaurant|Hotel Bar|Bar and Grill] <city> // <address> // [Bill|Check|Guest check|Guest bill|Tab] [No|#|] #### [Table|Tbl|Seat|Room] <1-60> // [You were served by|Your server today was|Served by|Your waiter was|Opened by] <first> // <date> <time> // <2-9 eaten> // [Food|Food total|Kitchen] <5.00-90.00> // [Drinks|Beverages|Beverage total|Bar] <5.00-90.00> // [Service|Service charge|Cover charge|Optional service|Svc chg] <1-15>% <1.00-20.00> // [Total to pay|Total bill|Amount to pay|Please pay|Balance|To pay|Total] <10.00-200.00> // [Gratuity|Tip|Service] [not included|is included|at your discretion|suggested 15% 18% 20%], thank you // [<paid> // |][Visa|Mastercard|Amex|Maestro|Card] [ending|no.|xxxx] #### [approved|authorised|accepted|ok] // [Merchant copy|Customer copy|Guest copy|Cardholder copy|We look forward to seeing you again]

@plain-slip
<shop> // <3-12 line> // [TOTAL|Total|Sum|Amount|Due|To pay] <5.00-90.00> // [Cash|Cash given|Cash paid|Paid cash|Card|Bank card|Contactless|Tendered|Received] <5.00-90.00> // [Change|Your change|Change back|Cash back] <0.00-9.00> // [Tax incl.|Includes tax|Incl. VAT|VAT ##%|Of which VAT] <0.10-9.00> // [We were happy to serve you|Glad to serve you|Come back soon|See you again|Many thanks|Have a great day|Enjoy your day]

@parking-slip
<place> [Car Park|Parking|Garage] // [Entry|In] <date> <time> // [Exit|Out|Paid until] <date> <time> // [Duration|Stay] <1-9>h <10-59>m // [Fee|Parking fee|Total] <2.00-30.00> // <paid> // [Display this ticket on the dashboard|Ticket no. ######|Drive safely|Please exit within 15 minutes]
`;
