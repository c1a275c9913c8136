// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a function comes to its kernels. A file of kernels compiles its vectors once for each instruction set
// (Highway's foreach_target.h) and defines, once, the functions that its header declares: float runs in the
// vectors that fit the processor, double in the plain loops of the reference beside it.
#pragma once

#include <type_traits>

#ifndef HWY_DISABLED_TARGETS
#error "Kernels have options of their own, see engine/CMakeLists.txt: configure again."
#endif

/// The function for elements of type T: `vectors`, which HWY_EXPORT has named, for float, `loops` for double.
#define GLASSNET_DISPATCH(T, vectors, loops)                    \
    [](auto&&... arguments) {                                   \
        if constexpr (std::is_same_v<T, float>)                 \
            return HWY_DYNAMIC_DISPATCH(vectors)(arguments...); \
        else                                                    \
            return loops(arguments...);                         \
    }

/// Makes both versions of a function template that is defined above.
#define GLASSNET_INSTANTIATE(function)                  \
    template decltype(function<float>) function<float>; \
    template decltype(function<double>) function<double>
