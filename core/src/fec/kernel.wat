;; dst ^= c * src in GF(256), 16 bytes at a time.
;;
;; A product is linear in its bits: c * s = c * (low half of s) ^ c * (high half of s). Each half has 16 values, so that
;; a table of 16 products fits into a vector, and one swizzle looks up 16 of them.
;; The bytes in kernel-bytes.ts are this file, assembled; kernel-bytes.test.ts holds the two together.
(module
  (import "shoal" "memory" (memory 1))

  ;; $dst, $src: where the two ranges begin: the same, or not overlapping.
  ;; $length:    bytes in each, at least 16 and a multiple of it.
  ;; $products:  where c * 0 … c * 15 stand, and after them c * 0 … c * 240 in steps of 16.
  (func (export "multiplyAdd") (param $dst i32) (param $src i32) (param $length i32) (param $products i32)
    (local $low v128)
    (local $high v128)
    (local $source v128)
    (local $end i32)
    (local.set $low (v128.load (local.get $products)))
    (local.set $high (v128.load offset=16 (local.get $products)))
    (local.set $end (i32.add (local.get $src) (local.get $length)))
    (loop $next
      (local.set $source (v128.load (local.get $src)))
      (v128.store (local.get $dst)
        (v128.xor
          (v128.load (local.get $dst))
          (v128.xor
            (i8x16.swizzle (local.get $low)
              (v128.and (local.get $source) (v128.const i8x16 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15)))
            (i8x16.swizzle (local.get $high)
              (i8x16.shr_u (local.get $source) (i32.const 4))))))
      (local.set $dst (i32.add (local.get $dst) (i32.const 16)))
      (local.set $src (i32.add (local.get $src) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $src) (local.get $end))))))
