// A folder that goes away with its owner.
#ifndef MOTCUA_TESTS_UNIT_CLIENT_TEMPORARY_FOLDER_H_
#define MOTCUA_TESTS_UNIT_CLIENT_TEMPORARY_FOLDER_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

namespace motcua {

class TemporaryFolder {
 public:
  TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "motcua-XXXXXX").string()) {
    EXPECT_NE(::mkdtemp(path_.data()), nullptr);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace motcua

#endif  // MOTCUA_TESTS_UNIT_CLIENT_TEMPORARY_FOLDER_H_
