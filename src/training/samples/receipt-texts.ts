/** Texts of sample receipts, in the markup of `pages/markup.ts`. */
export const groceryReceipt = `
# WILLOW LANE FOODS
= 27 Willow Lane, Harpenfield
= Phone 01632 960 217
= VAT No. GB 999 0417 32

Served by Maud\tTill 03
14.03.2026\t17:42
---
Oatmeal 1kg\t2.15
Pears loose 0.84 kg\t1.93
Goat cheese\t3.40
Sourdough large\t3.10
Red lentils 500g\t1.25
2 x Tomato passata\t2.70
Dish brush\t1.99
Coupon 4411\t-0.50
---
SUBTOTAL\t16.02
VAT included\t0.48
! TOTAL GBP\t16.02
Cash\t20.00
Change\t3.98
---
= Items bought: 8
|||
= Thank you! Keep this receipt,
= returns within 14 days.
`;

export const cafeReceipt = `
# Cafe Pomelo
= Quay 9, Port Almond
= tel 555-0142
---
Table 11\tGuests 3
Check 20418\tWaiter: Ilse
Apr 2 2026\t12:56 PM
---
2 Double espresso\t6.40
1 Ginger lemonade\t4.10
1 Shakshuka\t11.50
2 Club sandwich\t21.80
1 Carrot cake\t5.20
---
Subtotal\t49.00
Sales tax 8.5%\t4.17
Amount due\t$53.17
Tip\t8.00
! Total\t$61.17

VISA ********4402
Approved 093377\tChip read
---
= Thanks for coming by
= Guest copy
`;

export const hardwareReceipt = `
# BOLT & BEAM SDN BHD
= (Co. No. 914207-K)
= Lot 6, Jalan Seroja 2
= 81200 Johor Bahru
= Tel 07-555 0163
= GST Reg. 000417229936
! TAX INVOICE
Bill no: BB-118204
Date 09/02/2026 10:31\tCashier: Aini
---
^Item\tQty\tRM
Hex bolts M8 box\t2\t17.80
Angle grinder disc\t3\t14.70
White gloss 1 L\t1\t26.50
Roller set\t1\t12.90
---
Total excl. GST\t\t67.83
GST 6%\t\t4.07
Rounding adjustment\t\t0.00
! Total payable\t\t71.90
Tendered cash\t\t100.00
Change\t\t28.10
---
= Goods sold cannot be exchanged
= without this receipt. Terima kasih
`;

export const pharmacyReceipt = `
# St. Brigid Pharmacy
= 4 Cloister Row, Dunleary
= Phone (01) 555 0188
---
Receipt 77-30412\t21 Jan 2026
Counter 2\t09:07
---
Cough lozenges honey\t5.95
Sun cream SPF 50\t14.20
Plasters assorted\t3.75
Vitamin D drops\t9.99
Loyalty discount\t-1.70
---
Total EUR\t32.19
Debit card\t32.19
Contactless, no PIN needed
Auth code 551903
---
VAT A 23%\t18.15\t4.17
VAT Z 0%\t9.87\t0.00
---
= Please ask our staff for advice.
= Thank you, come again
|||
`;
