// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/catalogue.h"
#include "training/class_weight.h"
#include "training/loss.h"
#include "training/metric.h"
#include "training/optimizer.h"
#include "training/stopping.h"

namespace glassnet {

// kinds<Loss>() and so on.
[[nodiscard]] const Catalogue<Loss>& catalogue_of(Loss*);
[[nodiscard]] const Catalogue<Optimizer>& catalogue_of(Optimizer*);
[[nodiscard]] const Catalogue<Metric>& catalogue_of(Metric*);
[[nodiscard]] const Catalogue<Stopping>& catalogue_of(Stopping*);
[[nodiscard]] const Catalogue<ClassWeight>& catalogue_of(ClassWeight*);

}  // namespace glassnet
