// A folder of its own for one test, removed with all it holds.
#ifndef MOTCUA_TESTS_UNIT_CRYPTO_TEMP_DIR_H_
#define MOTCUA_TESTS_UNIT_CRYPTO_TEMP_DIR_H_

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace motcua::crypto {

class TempDir {
 public:
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "motcua-crypto-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  std::string File(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace motcua::crypto

#endif  // MOTCUA_TESTS_UNIT_CRYPTO_TEMP_DIR_H_
